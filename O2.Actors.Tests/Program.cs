using O2.Actors.Tests.Discovery;
using O2.Actors.Tests.Fuzzing;
using O2.Actors.Tests.Nat;

// Tests that need another OS process start this assembly as a program: see ChildProcess.
return args switch
{
    ["mdns-peer", var address, var type, var name, var port] => await MdnsPeer.RunAsync(address, type, name, int.Parse(port)),
    ["wan-peer", .. var options] => await WanPeer.RunAsync(options),
    ["stun-server"] => await WanPeer.ServeStunAsync(),
    ["fuzz", .. var options] => await FuzzProgram.RunAsync(options),
    _ => 64, // wrong usage
};

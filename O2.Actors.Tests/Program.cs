using O2.Actors.Tests.Discovery;

// Tests that need another OS process start this assembly as a program: see ChildProcess.
return args switch
{
    ["mdns-peer", var type, var name, var port] => await MdnsPeer.RunAsync(type, name, int.Parse(port)),
    _ => 64, // wrong usage
};

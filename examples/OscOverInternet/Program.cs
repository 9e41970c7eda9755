// OSC across the Internet, without loss: OSC programs at both ends, O2 in between. After Figure 2 of R. B. Dannenberg, "O2: A Network Protocol for Music
// Systems" (2019).
//
//   ./build.sh osc-over-internet
//
//   OSC sender --UDP--> process A ==O2, over a bad line==> process B --TCP--> OSC receiver          "OSC through O2"
//              --UDP--------------over the same line-----UDP-------> OSC receiver                   "OSC alone"
//
// All of it runs on this machine. The line is a relay in this program, which delays packets, and loses some. The sender moves a fader 20,000 times a second,
// for 5 s, and both receivers tell what became of it.
//
// Options: --messages=100000   --rate=20000 (a second)   --loss=2 (of 100 packets)   --latency=20   --jitter=10 (milliseconds)
using OscOverInternet;

try
{
    var options = InternetOptions.Parse(args);
    Console.WriteLine(options);
    var (alone, through, taken) = await Concert.PlayAsync(options);
    Console.WriteLine(ResultTable.Format([("OSC alone", alone), ("OSC through O2", through)]));
    Console.WriteLine($"Process A took {taken:N0} messages from the sender.");
    Console.WriteLine(through.IsComplete
        ? "Through O2 every message arrived once, in order. What the line loses is sent again, which costs time: hence the worst delay."
        : "Through O2 messages are missing, or not in order. That must not be: please report it.");
    return through.IsComplete ? 0 : 1;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

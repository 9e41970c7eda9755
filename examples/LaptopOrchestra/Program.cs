// Frère Jacques as a round for a laptop orchestra.
//
//   dotnet run --project examples/LaptopOrchestra rehearse DIRECTORY
//
// writes canon.wav, canon.mid and canon.svg as a flawless orchestra would play them: no network, no clock.
using LaptopOrchestra;

if (args is not ["rehearse", var directory])
{
    Console.Error.WriteLine("usage: LaptopOrchestra rehearse DIRECTORY");
    return 2;
}

Console.WriteLine(Artifacts.Write(directory, Performance.Ideal(FrereJacques.Compose(), start: 0)));
return 0;

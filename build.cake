// ./build.sh TARGET [options]; `./build.sh` alone lists the targets. Options that are not ours go to the program that the target runs.
#load "eng/build/Steps.cake"
#load "eng/build/DependencyMode.cake"

const string Solution = "O2Actors.sln";
const string Packages = "artifacts/packages";
const string Arduino = "artifacts/arduino";

var target = Argument("target", "help");
var options = Environment.GetCommandLineArgs().SkipWhile(word => word != "--").Skip(1).ToList();
var mode = new Lazy<DependencyMode>(() => DependencyMode.Choose(TakeValue(options, "--dependencies")));

Task("demo").Description("an orchestra of separate processes finds each other and plays a canon")
    .Does(() => BuildAndRun("examples/LaptopOrchestra", options));

Task("sensor-demo").Description("a sensor plays a synth, and a page in the browser says what moves what (--seconds=60; with a board: --network --sensor=none)")
    .Does(() => SensorDemo(options));

Task("osc-over-internet").Description("OSC programs across a bad line, through O2 and without (--messages=100000, --loss=2)")
    .Does(() => BuildAndRun("examples/OscOverInternet", options));

Task("test").Description("run every test (options go to `dotnet test`, for example --filter Clock)")
    .Does(() => Test(options));

Task("api").Description("write the PublicApi.txt files anew, when a change of the public API is meant")
    .Does(() => RewritePublicApi());

Task("bench").Description("measure, each figure beside a raw baseline (--quick, --only=rtt.tcp, --check)")
    .Does(() => BuildAndRun("O2.Benchmarks", options));

Task("format").Description("tidy the source; with --check only tell what is untidy")
    .Does(() => Format(check: TakeFlag(options, "--check")));

Task("pack").Description($"make the NuGet packages in {Packages} (--allow-embedded: with the embedded runtime, for a closed network)")
    .Does(() => Pack(allowEmbedded: TakeFlag(options, "--allow-embedded")));

Task("fuzz").Description("random and damaged input for every parser and a living process (--minutes=N, --seed=N repeats a failure)")
    .Does(() => Fuzz(options));

Task("arduino").Description($"build the Arduino library and its examples for this machine in {Arduino}, and test it (needs cmake and g++)")
    .Does(() =>
    {
        BuildArduino();
        TestArduino();
        Console.WriteLine($"The examples are programs in {Arduino}, for example {Arduino}/03_Service.");
    });

Task("trim").Description("publish examples/LiteClient trimmed, each trimming warning an error (the package source has to have the runtime)")
    .Does(() => Trim());

Task("clean").Description("delete everything that was built")
    .Does(() => Clean());

Task("help").Description("this list")
    .Does(() => Help());

// Returning to Cake would print its table of durations below the output that matters.
Teardown(context =>
{
    if (context.ThrownException is { } failure)
        Console.Error.WriteLine(failure.Message);
    Environment.Exit(context.Successful ? 0 : 1);
});

if (!Tasks.Any(task => task.Name == target))
    throw new ArgumentException($"There is no target '{target}'; ./build.sh alone lists them.");
RunTarget(target);

void BuildAndRun(string project, IEnumerable<string> programOptions)
{
    Build(project);
    var name = System.IO.Path.GetFileName(project);
    Steps.RunInForeground([mode.Value.PathOf(name), .. programOptions]);
}

void Build(string project)
{
    string[] build = ["build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-tl:off", "-clp:NoSummary"];
    var chosen = mode.Value;
    if (Steps.TryRun("build", [.. build, chosen.AsProperty], out var output))
        return;
    if (!chosen.MayFallBack)
        Steps.Fail(output);

    Console.Error.WriteLine(output);
    Console.Error.WriteLine("THE BUILD WITH THE REAL PACKAGES FAILED (above). Going on with the embedded runtime.");
    mode = new Lazy<DependencyMode>(DependencyMode.FallBack());
    Build(project);
}

void Test(IEnumerable<string> testOptions)
{
    Build(Solution);
    // -m:1: one test assembly at a time, so that none waits for a processor because of another.
    Steps.RunInForeground(
        ["test", Solution, "--no-build", "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-tl:off", "-m:1",
         "--logger", "console;verbosity=minimal", mode.Value.AsProperty, .. testOptions]);
}

void Fuzz(IEnumerable<string> fuzzOptions)
{
    Build("O2.Actors.Tests");
    Steps.RunInForeground([mode.Value.PathOf("O2.Actors.Tests"), "fuzz", .. fuzzOptions]);
}

void RewritePublicApi()
{
    Environment.SetEnvironmentVariable("O2_REWRITE_PUBLIC_API", "1");
    Test(["--filter", "FullyQualifiedName~PublicApi"]);
}

void Format(bool check)
{
    Build(Solution);   // in a project that is not restored every using seems to be unused
    string[] verify = check ? ["--verify-no-changes"] : [];
    Steps.Run("whitespace", ["format", "whitespace", Solution, "--no-restore", .. verify]);
    Steps.Run("style", ["format", "style", Solution, "--no-restore", "--severity", "warn", .. verify]);
}

void Pack(bool allowEmbedded)
{
    if (mode.Value.Name == "embedded" && !allowEmbedded)
        Steps.Fail("Published packages reference the real Akka.NET, which is not to be had here. To pack with the embedded runtime: ./build.sh pack --allow-embedded");
    // The same commit gives the same bytes, wherever and whenever it is packed: no paths of this machine, and the commit's time.
    Environment.SetEnvironmentVariable("CI", "true");
    if (Steps.TryRunQuietly("git", ["log", "-1", "--format=%ct"], TimeSpan.FromSeconds(10), out var commitTime))
        Environment.SetEnvironmentVariable("SOURCE_DATE_EPOCH", commitTime);

    Build(Solution);
    CleanDirectory(Packages);
    Steps.Run("pack",
        ["pack", Solution, "--no-build", "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-tl:off", "--output", Packages,
         mode.Value.AsProperty, $"-p:AllowEmbeddedPackages={allowEmbedded}"]);
    foreach (var package in System.IO.Directory.GetFiles(Packages).Order())
        Console.WriteLine(package);
}

/// Without an option for it, the sensor is the Arduino library's example, built for this machine.
void SensorDemo(List<string> demoOptions)
{
    if (!demoOptions.Any(option => option.StartsWith("--sensor=", StringComparison.Ordinal)))
    {
        BuildArduino();
        demoOptions.Add($"--sensor={Arduino}/02_ImuSensor");
    }

    BuildAndRun("examples/SensorToSound", demoOptions);
}

void BuildArduino()
{
    RunStep("configure", "cmake", "-S", "O2.Lite.Arduino/extras/tests", "-B", Arduino);
    RunStep("compile", "cmake", "--build", Arduino, "--parallel");
}

void TestArduino() => RunStep("test", "ctest", "--test-dir", Arduino, "--output-on-failure");

void RunStep(string what, string program, params string[] arguments)
{
    if (!Steps.TryRun(what, program, arguments, out var output))
        Steps.Fail(output);
}

void Trim()
{
    const string Output = "artifacts/trimmed";
    Steps.Run("publish",
        ["publish", "examples/LiteClient", "--configuration", "Release", "--use-current-runtime", "--self-contained", "--nologo", "--verbosity", "quiet", "-tl:off",
         "-p:PublishTrimmed=true", "-p:TrimmerSingleWarn=false", "-p:ILLinkTreatWarningsAsErrors=true", "--output", Output, mode.Value.AsProperty]);
    var files = System.IO.Directory.GetFiles(Output, "O2.*.dll").Order().ToList();
    Console.WriteLine($"Trimmed without a warning: {string.Join(", ", files.Select(file => $"{System.IO.Path.GetFileName(file)} {new System.IO.FileInfo(file).Length / 1024} KB"))}");
}

void Clean()
{
    foreach (var directory in GetDirectories("artifacts/*").Where(d => d.GetDirectoryName() != "cake"))
        DeleteDirectory(directory, new DeleteDirectorySettings { Recursive = true, Force = true });
}

void Help()
{
    Console.WriteLine("./build.sh TARGET [options]\n");
    var width = Tasks.Max(task => task.Name.Length);
    foreach (var task in Tasks)
        Console.WriteLine($"  {task.Name.PadRight(width)}  {task.Description}");
    Console.WriteLine(
        """

          --dependencies=embedded|nuget   use the embedded actor runtime, or the real packages, for this run
          --dependencies=probe            ask the package source again which of the two is possible
          All other options go to the program that the target runs.
        """);
}

static bool TakeFlag(List<string> options, string name) => options.Remove(name);

static string? TakeValue(List<string> options, string name)
{
    var found = options.FindLast(option => option.StartsWith(name + "=", StringComparison.Ordinal));
    if (found is not null)
        options.Remove(found);
    return found?[(name.Length + 1)..];
}

using System.CommandLine;

namespace O2.Cli;

/// <summary><c>o2 completion</c>: prints the script by which a shell completes the lines of this tool.</summary>
internal sealed class CompletionCommand : CliCommand
{
    private static readonly IReadOnlyDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["bash"] = "bash.sh",
        ["zsh"] = "zsh.sh",
        ["fish"] = "fish.fish",
        ["powershell"] = "powershell.ps1",
        ["pwsh"] = "powershell.ps1",
    };

    private readonly Argument<string> _shell = new("SHELL") { HelpName = "SHELL", Description = "The shell that runs the script: bash, zsh, fish, powershell or pwsh." };

    public CompletionCommand()
        : base("completion", "Print a script with which your shell completes commands, options, ensembles and services.")
    {
        _shell.CompletionSources.Add([.. Scripts.Keys]);
        _shell.Validators.Add(result =>
        {
            if (result.Tokens is [var shell] && !Scripts.ContainsKey(shell.Value))
                result.AddError($"there is no script for '{shell.Value}', only for {string.Join(", ", Scripts.Keys)}.");
        });
        Add(_shell);
        SetAction(Print);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("source <(o2 completion bash)", "in ~/.bashrc, for bash; the same with zsh in ~/.zshrc"),
        ("o2 completion fish > ~/.config/fish/completions/o2.fish", "once, for fish"),
        ("o2 completion powershell | Out-String | Invoke-Expression", "in $PROFILE, for PowerShell"),
    ];

    private void Print(ParseResult line)
    {
        using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream(Scripts[line.GetRequiredValue(_shell)])!;
        line.InvocationConfiguration.Output.Write(new StreamReader(script).ReadToEnd());
    }
}

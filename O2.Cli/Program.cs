using O2.Cli;

return await O2RootCommand.Parse(args).InvokeAsync();

using O2.Cli;

return await O2RootCommand.RunAsync(args);

# Completion of the tool o2 for fish. Once:  o2 completion fish > ~/.config/fish/completions/o2.fish
complete --command o2 --no-files --arguments '(o2 "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
complete --command o2 --long-option config --long-option root --require-parameter --force-files

# Completion of the tool o2 for PowerShell. In $PROFILE:  o2 completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName o2 -ScriptBlock {
    param($word, $line, $position)
    o2 "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" -and ($word -like "-*" -or $_ -notlike "-*") } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}

# ./build.ps1 TARGET [options]; without a target it lists them.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { throw 'O2.Actors needs the .NET 10 SDK: https://dot.net/download' }
$restored = dotnet tool restore
if ($LASTEXITCODE -ne 0) { $restored; exit 1 }

$target = if ($args.Count -gt 0) { $args[0] } else { 'help' }
$options = @($args | Select-Object -Skip 1)
dotnet cake build.cake --verbosity=quiet "--target=$target" '--' @options
exit $LASTEXITCODE

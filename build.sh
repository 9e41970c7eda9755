#!/usr/bin/env bash
# ./build.sh TARGET [options]; without a target it lists them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

command -v dotnet >/dev/null || { echo "O2.Actors needs the .NET 10 SDK: https://dot.net/download" >&2; exit 1; }
restored=$(dotnet tool restore 2>&1) || { echo "$restored" >&2; exit 1; }

target=${1:-help}
exec dotnet cake build.cake --verbosity=quiet --target="$target" -- "${@:2}"

using System.CommandLine;
using O2.Protocol;

namespace O2.Cli;

/// <summary>An option that names a service.</summary>
internal static class ServiceOption
{
    public static Option<string> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SERVICE",
        CustomParser = result =>
        {
            try
            {
                return ServiceName.Validate(result.Tokens[0].Value);
            }
            catch (ArgumentException e)
            {
                result.AddError(UserErrorException.TextOf(e));
                return "";
            }
        },
    };
}

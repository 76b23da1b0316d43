using Nameward.Engine.Baselines;

namespace Nameward.Engine.Findings;

/// <summary>The roles of clients, for people.</summary>
static class RoleWords
{
    /// <summary>One of them.</summary>
    public static string One(HostRole role) => role switch
    {
        HostRole.Mail => "mail server",
        HostRole.Scanner => "scanner",
        HostRole.Resolver => "resolver",
        HostRole.DomainController => "domain controller",
        _ => "workstation",
    };

    /// <summary>Several of them.</summary>
    public static string Many(HostRole role) => One(role) + "s";
}

using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>Another registrable domain with something in common.</summary>
/// <param name="Zone">The domain.</param>
/// <param name="ByNameServer">NS records that name a name server of the subject.</param>
/// <param name="ByServer">Messages that a server of the subject answered with authority.</param>
/// <param name="ByNetwork">Address records in a network of the subject's answers.</param>
/// <param name="Use">Messages that show it, and who asked.</param>
/// <param name="IsAskedByOthers">Whether somebody asked for it who did not ask for the subject; null where it is not shown, and of a server, whose zones they are.</param>
public sealed record ProfiledZone(HostileText Zone, long ByNameServer, long ByServer, long ByNetwork, ProfiledUse Use, bool? IsAskedByOthers)
{
    /// <summary>Whether a name server or a server is shared, and not a network alone.</summary>
    public bool SharesServers => ByNameServer + ByServer > 0;
}

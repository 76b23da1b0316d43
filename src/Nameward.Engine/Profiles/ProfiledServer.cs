using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A server that was asked for the subject.</summary>
/// <param name="Server">Its address.</param>
/// <param name="Port">Its port; null where no source names it.</param>
/// <param name="Responses">Its responses.</param>
/// <param name="IsAuthoritative">Whether most of them came with authority (AA); null where no header is shown.</param>
/// <param name="Use">Messages to it and from it.</param>
public sealed record ProfiledServer(HostileText Server, int? Port, long Responses, bool? IsAuthoritative, ProfiledUse Use);

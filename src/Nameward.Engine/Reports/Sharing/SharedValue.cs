using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>A name or address that may leave the organisation: nothing inside, no approved server, no public resolver, and nothing but plain characters.</summary>
/// <param name="Type">Its type in STIX: <c>domain-name</c>, <c>ipv4-addr</c> or <c>ipv6-addr</c>.</param>
/// <param name="Text">It, raw.</param>
sealed record SharedValue(string Type, string Text)
{
    /// <summary>Whether it is a name.</summary>
    public bool IsName => Type == "domain-name";

    /// <summary>The value of an indicator; null where it is no plain name or address.</summary>
    public static SharedValue? Of(HostileText indicator)
    {
        if (EscapeList.Value(indicator) is not { } text)
        {
            return null;
        }
        if (indicator.Kind == HostileKind.Name)
        {
            return new("domain-name", text);
        }
        return Defang.TryAddress(indicator, out var address) ? new(address.IsV4 ? "ipv4-addr" : "ipv6-addr", text) : null;
    }
}

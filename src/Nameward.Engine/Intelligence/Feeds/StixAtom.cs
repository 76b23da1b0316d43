namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One comparison of a STIX pattern.</summary>
/// <param name="Path">Kind of object and property, as <c>domain-name:value</c>.</param>
/// <param name="Operator"><c>=</c>, <c>IN</c>, <c>LIKE</c> ..., in capitals; with "NOT " before where it is turned round.</param>
/// <param name="Values">What it is compared with.</param>
sealed record StixAtom(string Path, string Operator, string[] Values)
{
    /// <summary>Whether it only says of what kind something is that another comparison names: <c>network-traffic:dst_ref.type = 'ipv4-addr'</c>.</summary>
    public bool IsRefinement => Path.EndsWith("_ref.type", StringComparison.Ordinal) || Path.EndsWith("_port", StringComparison.Ordinal) || Path.EndsWith("protocols[*]", StringComparison.Ordinal);

    /// <summary>Whether what it is compared with can be met in DNS.</summary>
    public bool IsOfDns => Path switch
    {
        "domain-name:value" or "ipv4-addr:value" or "ipv6-addr:value" or "url:value" => true,
        _ => (Path.StartsWith("network-traffic:", StringComparison.Ordinal) && Path.EndsWith("_ref.value", StringComparison.Ordinal))
            || (Path.StartsWith("domain-name:resolves_to_refs[", StringComparison.Ordinal) && Path.EndsWith("].value", StringComparison.Ordinal)),
    };
}

using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Brackets without a list of public suffixes and without a site file: the last dot of each name, and every address outside the reserved networks.</summary>
public sealed class LastDotDefang : IDefang
{
    /// <inheritdoc/>
    public int DotOf(string name) => name.Length > 1 ? name.LastIndexOf('.') : -1;

    /// <inheritdoc/>
    public bool IsOurs(Address address) => address.IsInternal || address.IsMulticast;
}

using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client that asks servers outside, around the resolvers that the others use. Many do so harmlessly, so it is as remarkable as it is rare here:
/// log2((C + 1) / (those who do + 1/2)) bits among C clients. By itself it is never more than a hardening item.
/// </summary>
sealed class AroundTheResolver : IDetector<Host>
{
    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("around-the-resolver", "a client that asks servers outside, around the usual resolvers", ["T1071.004"],
        "browsers and appliances with a resolver of their own; mail servers; administrators",
        "DNS inside HTTPS");

    /// <inheritdoc/>
    public void Judge(Host subject, Scene scene, ICollection<Signal> signals)
    {
        var census = scene.Census;
        var others = census.Clients.Count(client => client != subject.Client && HostJudge.Around(client, scene).Any());
        var bits = Bits.Of(Math.Log2((census.Clients.Length + 1) / (others + 1.5)));
        signals.Add(new()
        {
            Id = "asks-outside",
            Detector = Info.Id,
            Family = Family.Population,
            Value = subject.Around.Length,
            Baseline = others,
            AsBrowsing = bits,
            AsLookUps = bits,
            Text = Sentence.Of($"it sent {Quantity.Of(subject.Around.Sum(use => use.Use.Queries), "query")} to {Quantity.Of(subject.Around.Length, "server")} outside{Operators(subject)}; {others} of the other {Quantity.Of(census.Clients.Length - 1, "client")} do the like"),
            Title = Sentence.Of($"{subject.Client} asks DNS servers outside, around the usual resolvers"),
        });
    }

    static string Operators(Host subject)
    {
        var names = subject.Around.Select(use => use.Server.Operator).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }
}

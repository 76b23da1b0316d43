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
        var clients = Math.Max(scene.Census.Clients.Length, subject.Others + 1);
        var bits = Bits.Of(Math.Log2((clients + 1) / (subject.Others + 1.5)));
        signals.Add(new()
        {
            Id = "asks-outside",
            Detector = Info.Id,
            Family = Family.Population,
            Value = subject.Around.Length + subject.Flows.Length,
            Baseline = subject.Others,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"{What(subject)}{Operators(subject)}; {subject.Others} of the other {Quantity.Of(clients - 1, "client")} do the like"),
            Title = Sentence.Of($"{subject.Client} asks DNS servers outside, around the usual resolvers"),
        });
    }

    static string What(Host subject)
    {
        var queries = $"it sent {Quantity.Of(subject.Around.Sum(use => use.Use.Queries), "query")} to {Quantity.Of(subject.Around.Length, "server")} outside";
        var flows = $"{Quantity.Of(subject.Flows.Sum(flow => flow.Flows), "conversation")} with {Quantity.Of(subject.Flows.Length, "server")} outside on {Ports(subject)}";
        return subject.Flows.IsEmpty ? queries : subject.Around.IsEmpty ? $"it had {flows}" : $"{queries}, and had {flows}";
    }

    static string Ports(Host subject)
    {
        var ports = subject.Flows.Select(flow => flow.Server.Port).Distinct().Order().ToList();
        return $"{(ports.Count == 1 ? "port" : "ports")} {string.Join(", ", ports)}";
    }

    static string Operators(Host subject)
    {
        var names = subject.Around.Select(use => use.Server.Operator).Concat(subject.Flows.Select(flow => PublicResolvers.OperatorOf(flow.Server.Address))).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }
}

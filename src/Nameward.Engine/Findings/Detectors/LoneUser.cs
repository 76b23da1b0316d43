using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>Who else uses the server, or is answered so: one alone among C clients is worth min(3, log2 C) bits, and nothing in a fleet of one.</summary>
sealed class LoneUser : IDetector<Server>
{
    const double MostBits = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "lone-user",
        Title = "a DNS server that one client alone uses",
        Techniques = ["T1583.002"],
        Triggers =
        [
            new("one-user", Family.Population,
                "One of C clients uses the server, or is answered so: min(cap, log2 C) bits; nothing where there are several. By itself it makes no finding.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "one person's choice; the server of a product that one host runs; evidence that was cut to one host",
        Blind = "a server that was given to many",
        Verify =
        [
            "See which other signal the finding has: this one only says that nobody else shares it.",
            "Make sure that the evidence shows more than one client: in a capture of one host every server has one user.",
            "Search logs of other days and places for the server.",
            "Innocent if the host is the only one with the product or the role that needs this server.",
        ],
        Respond = Response.ToAServer,
        Sources = ["docs/decisions/0006-servers-are-learned-from-answers.md"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        if (subject.Facts.Role == ServerRole.Multicast)
        {
            return;
        }
        var users = subject.Client is null ? subject.Facts.Users.Length : 1;
        var bits = Bits.Of(users == 1 ? Math.Min(MostBits, Math.Log2(Math.Max(1, scene.Census.Clients.Length))) : 0);
        signals.Add(new()
        {
            Id = "one-user",
            Detector = Info.Id,
            Family = Family.Population,
            Value = users,
            Baseline = scene.Census.Clients.Length,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of(subject.Client is null
                ? $"{users} of {Quantity.Of(scene.Census.Clients.Length, "client")} {(users == 1 ? "uses" : "use")} it"
                : $"1 of {Quantity.Of(scene.Census.Clients.Length, "client")} is answered so"),
        });
    }
}

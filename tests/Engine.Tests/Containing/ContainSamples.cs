using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Containing;

/// <summary>Documents of containment for tests.</summary>
static class ContainSamples
{
    public static readonly DateTime Made = new(2026, 11, 21, 18, 0, 0, DateTimeKind.Utc);

    /// <summary>A document that blocks these.</summary>
    public static ContainDocument Of(BlockAction action, params ImmutableArray<Block> blocks) => new()
    {
        Run = new("1.0.0", Made, 0, Made, "nameward contain 7", ""),
        Request = new(new("7", "nameward-7", []), action, action == BlockAction.Sinkhole ? Address("192.0.2.80") : default, TimeSpan.FromDays(30)),
        Evidence = [],
        Blocks = blocks,
        Approved = null,
        Networks = [],
        Notes = [],
    };

    public static Block Zone(string name) => Named(BlockKind.Zone, Names.Wire(name));

    public static Block Named(BlockKind kind, byte[] name) => new() { Kind = kind, Name = [.. name], Findings = ["F1"], Reason = Sentence.Of("the zone of F1, critical, a channel of iodine") };

    public static Block At(BlockKind kind, string address) => new() { Kind = kind, Address = Address(address), Findings = ["F1"], Reason = Sentence.Of("where names lead to of F1, critical") };

    public static Address Address(string text) => Observations.Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var address) ? address : throw new ArgumentException(text, nameof(text));
}

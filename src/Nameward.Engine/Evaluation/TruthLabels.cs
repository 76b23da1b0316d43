using System.Collections.Immutable;

namespace Nameward.Engine.Evaluation;

/// <summary>The labels of tables of labelled evidence, and what the words of their notes and tools mean.</summary>
public static class TruthLabels
{
    /// <summary>Ordinary traffic: the whole file.</summary>
    public const string Benign = "benign";
    /// <summary>A beacon to a dynamic-DNS name: to be watched at least.</summary>
    public const string Beacon = "ddns-beacon";
    /// <summary>A DNS server that has no business there; the subject is its address.</summary>
    public const string RogueResolver = "rogue-resolver";
    /// <summary>Answers that were altered; the subject is the address of the server that gave them.</summary>
    public const string AlteredAnswers = "altered-answers";
    /// <summary>A tool that has no name of its own.</summary>
    public const string UnknownTool = "unknown";

    /// <summary>Every label.</summary>
    public static ImmutableArray<string> All { get; } = [AlteredAnswers, Benign, "c2", Beacon, "exfil", RogueResolver, "tunnel"];

    static readonly ImmutableArray<string> Partial = ["handshake failed", "setup failed", "only an edge"];

    /// <summary>Whether notes say that a session came to nothing, or that only an edge of it is in the file.</summary>
    public static bool IsPartial(string notes) => Partial.Any(words => notes.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The id of a tool that has two names; null for none.</summary>
    public static string? Tool(string text) => text switch { "" => null, "dnscat" => "dnscat2", _ => text };
}

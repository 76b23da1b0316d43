using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment.Alerts;

/// <summary>
/// What the targets of alerting have in common: the rules that are written and a rule of our own that shows whether alerts arrive; names as they stand in quotes; and what a rule says of itself. Rules are
/// written switched off or as alerts only: none blocks.
/// </summary>
static class AlertPack
{
    /// <summary>Why a rule that counts or measures is left out where a product only compares.</summary>
    public const string CountsNothing = "this product compares values, and counts and measures nothing";

    /// <summary>The rules that are written, and the canary: a query for a name of ours that nobody else has (RFC 9476), which one look-up from any host sets off.</summary>
    public static IEnumerable<AlertRule> Of(ContainDocument document)
    {
        var name = WireOf(Canary.NameOf(document));
        var canary = AlertPlan.Rule(document.Label, "canary", 1, new QueryBelow(name), Sentence.Of($"DNS query for {Canary.NameOf(document)}, a name of ours that shows whether alerts arrive"),
            Sentence.Of("a name of ours, by which anybody can see that the rules work without asking for a name of the adversary"), []);
        return document.Alerts.Where(rule => rule.IsWritten).Append(canary with { Level = "low", FalsePositives = ["Whoever tries whether alerts arrive"] });
    }

    /// <summary>Names a rule that a language cannot say; rules without a block are named in the file.</summary>
    public static void LeaveOut(AlertRule rule, string why, List<(Block, string)> leftOut, PackText text)
    {
        text.Comment(Sentence.Of($"left out, {rule.Name}: {why}"));
        if (rule.Block is { } block)
        {
            leftOut.Add((block, why));
        }
    }

    /// <summary>The name of a zone or a name server, for quotes; null where it is not plain.</summary>
    public static string? NameOf(AlertCondition condition) => condition switch
    {
        QueryBelow below => PlainName.Of(HostileText.Name(below.Zone.AsSpan())),
        AnswerNames names => PlainName.Of(HostileText.Name(names.Server.AsSpan())),
        _ => "",
    };

    /// <summary>What it finds, for quotes.</summary>
    public static string Title(AlertRule rule) => PackText.Plain(rule.Title);

    /// <summary>What a rule says of itself, of our own words and numbers, for quotes: case, findings, and how it did on the evidence.</summary>
    public static string About(ContainDocument document, AlertRule rule) => PackText.Plain(Sentence.Of($"{document.Label} {rule.Name}, {Kind(rule)}. {Proof(rule)}"));

    /// <summary>What kind of rule it is.</summary>
    public static string Kind(AlertRule rule) => rule is { Count: null, Block: null } ? "test" : rule.Kind;

    /// <summary>How it did on the evidence.</summary>
    public static string Proof(AlertRule rule) => rule.Count switch
    {
        null when rule.Block is null => "Shows whether alerts arrive",
        null => "UNTESTED, the evidence was not there to try it on",
        { } count => $"Tried, fires {Quantity.Of(count.Fires, "time")} on the case for {Quantity.Of(count.Clients, "client")}, {Quantity.Of(count.Others, "time")} beside it in the evidence{(count.Benign is { } benign ? $", {Quantity.Of(benign, "time")} in what is known to be good" : "")}",
    };

    /// <summary>Comments at the head of a rule: what it finds, why, and how it did.</summary>
    public static PackText Explain(this PackText text, AlertRule rule) => text.Comment(rule.Title).Comment(rule.Why).Comment(Sentence.Of(Proof(rule)));

    /// <summary>Values in quotes with commas between.</summary>
    public static string Quoted<T>(IEnumerable<T> values, string quote = "\"") => string.Join(", ", values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{quote}{value}{quote}")));

    /// <summary>Values with commas between.</summary>
    public static string Listed(IEnumerable<int> values) => string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Names of types, as products write them.</summary>
    public static IEnumerable<string> Types(LabelForm form) => form.Types.Select(RecordTypes.Name);

    static ImmutableArray<byte> WireOf(string name)
    {
        Span<byte> wire = stackalloc byte[WireName.MaxBytes];
        return [.. wire[..WireName.FromText(System.Text.Encoding.ASCII.GetBytes(name), wire)]];
    }
}

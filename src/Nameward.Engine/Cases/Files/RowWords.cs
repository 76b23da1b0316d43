using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>What a row of a case's trail says, in words.</summary>
public static class RowWords
{
    /// <summary>The sentence, without its end.</summary>
    /// <exception cref="UserError">The row is not as this program writes it.</exception>
    public static Sentence Of(TrailRow row) => RowData.Read(row, data => row.Action switch
    {
        CaseAction.Triaged => Sentence.Of($"triaged: {data.Text("decision")}, {Quantity.Of(data.Number("findingCount"), "finding")} in {Quantity.Of(data.Number("sourceCount"), "source")}, by version {data.Text("version")}"),
        CaseAction.Noted => Sentence.Of($"noted: {data.Text("text")}"),
        CaseAction.Assigned => Sentence.Of($"assigned to {Someone(data, "to")}, before to {Someone(data, "from")}"),
        CaseAction.Moved => Sentence.Of($"moved from {data.Text("from")} to {data.Text("to")}"),
        CaseAction.Task => Because(Sentence.Of($"task {data.Text("id")}: from {data.Text("from")} to {data.Text("to")}"), data),
        CaseAction.Ticket => Sentence.Of($"ticket {data.Text("number")}"),
        CaseAction.Attached => Sentence.Of($"attached {data.Text("name")}, {Quantity.Of(data.Number("bytes"), "byte")}, SHA-256 {data.Text("sha256")}"),
        CaseAction.Closed => Because(Sentence.Of($"closed as {data.Text("as")}, before {data.Text("from")}"), data),
        CaseAction.Reopened => Because(Sentence.Of($"opened again, before closed as {data.Text("from")}"), data),
        _ => throw new FormatException(),
    });

    static Sentence Someone(RowData data, string property) => data.TextOrNone(property) is { } name ? Sentence.Of($"{name}") : Sentence.Of("nobody");

    static Sentence Because(Sentence said, RowData data) => data.TextOrNone("reason") is { } reason ? Sentence.Of($"{said}: {reason}") : said;
}

using System.Text;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>What each row of a trail makes of the case that the rows before it tell.</summary>
static class CaseFold
{
    /// <summary>How the program is named where it has done a task.</summary>
    const string Program = "nameward";
    const int MostNamed = 32;

    /// <summary>The case behind one more row.</summary>
    /// <exception cref="UserError">The row is not as this program writes it.</exception>
    public static CaseFile After(CaseFile before, TrailRow row) => RowData.Read(row, data => row.Action switch
    {
        CaseAction.Triaged => Triaged(before, row, data),
        CaseAction.Noted => before with { Notes = before.Notes.Add(new(row.At, Who(row), data.Text("text"))) },
        CaseAction.Assigned => before with { Assignee = data.TextOrNone("to") },
        CaseAction.Moved => before with { State = CaseWords.StateOf(data.Word("to")) is { } state and not CaseState.Closed ? state : throw new FormatException() },
        CaseAction.Task => Task(before, row, data),
        CaseAction.Ticket => before with { Tickets = before.Tickets.Add(data.Text("number")) },
        CaseAction.Attached => before with { Attachments = before.Attachments.Add(new(row.At, Who(row), data.Text("name"), data.Sum("sha256"), data.Number("bytes"))) },
        CaseAction.Closed => before with { State = CaseState.Closed, Closing = Closing(row, data) },
        CaseAction.Reopened => before with { State = CaseState.InProgress, Closing = null },
        _ => throw new FormatException(),
    });

    static HostileText Who(TrailRow row) => HostileText.Text(row.Who);

    static CaseClosing Closing(TrailRow row, RowData data) =>
        new(row.At, Who(row), CaseWords.Closings.Contains(data.Word("as")) ? data.Word("as") : throw new FormatException(), data.Text("reason"), data.Case("of"));

    static CaseFile Task(CaseFile before, TrailRow row, RowData data)
    {
        var (id, state) = (data.Word("id"), data.Word("to"));
        var at = before.Tasks.FirstOrDefault(task => task.Task.Id == id) ?? throw new FormatException();
        var after = state switch
        {
            CaseTask.Open => at with { State = state, By = null, At = null, Found = null },
            CaseTask.Done or CaseTask.NotNeeded => at with { State = state, By = Who(row), At = row.At, Found = data.TextOrNone("reason") is { } reason ? Sentence.Of($"{reason}") : null },
            _ => throw new FormatException(),
        };
        return before with { Tasks = before.Tasks.Replace(at, after) };
    }

    static CaseFile Triaged(CaseFile before, TrailRow row, RowData data)
    {
        var names = new KnownNames(data.Json.GetProperty("findings").EnumerateArray().Take(MostNamed).Select(finding => finding.GetProperty("subject")));
        var run = Run(row, data, names);
        var found = data.List("tasks", task => (Id: task.Word("id"), Found: names.In(task.Word("found"))));
        var asked = run.Decision == "escalate" ? RunbookTask.All.Except(before.Tasks.Select(task => task.Task)) : [];
        var tasks = before.Tasks.Concat(asked.Select(task => new CaseTask(task, CaseTask.Open, null, null, null)))
            .Select(task => task.IsOpen && found.FirstOrDefault(one => one.Id == task.Task.Id) is { Found: { } text } ? task with { State = CaseTask.Done, By = HostileText.Text(Program), At = row.At, Found = text } : task);
        return before with { Runs = before.Runs.Add(run), Tasks = [.. tasks] };
    }

    static CaseRun Run(TrailRow row, RowData data, KnownNames names) => new()
    {
        Row = row.Number,
        At = row.At,
        Decision = data.Word("decision") is "close" or "watch" or "escalate" ? data.Word("decision") : throw new FormatException(),
        Line = names.In(data.Word("line")),
        AsOf = data.Time("asOf"),
        Version = data.Text("version"),
        Configuration = data.Text("configurationSha256"),
        Record = data.Sum("record"),
        FindingCount = (int)Math.Min(data.Number("findingCount"), int.MaxValue),
        Findings = data.List("findings", Finding),
        SourceCount = (int)Math.Min(data.Number("sourceCount"), int.MaxValue),
        Sources = data.List("sources", source => new CaseSource(source.Text("path"), source.TextOrNone("sha256"), source.Number("bytes"))),
        Traits = data.List("traits", Trait),
        Changes = data.List("changes", change => new CaseEvent(change.Time("time") ?? throw new FormatException(), Change(change))),
    };

    static CaseFinding Finding(RowData data) => new()
    {
        Id = data.Text("id"),
        Level = data.Text("level"),
        Title = new KnownNames(data.Json.GetProperty("subject")).In(data.Word("title")),
        FirstSeen = data.Time("firstSeen"),
        FirstEscalation = data.Time("firstEscalation"),
        LastSeen = data.Time("lastSeen"),
        Matched = data.List("matched", name => Matched(name.Element())),
    };

    static LookedUp Matched(string text)
    {
        if (Network.TryParse(text, out var network, out _))
        {
            return new() { Text = HostileText.Text(network.ToString()), Network = network };
        }
        var name = new byte[WireName.MaxBytes];
        var length = text.All(char.IsAscii) ? WireName.FromText(Encoding.ASCII.GetBytes(text), name) : 0;
        return length > 1 ? new() { Text = HostileText.Name(name.AsSpan(0, length)), Name = name.AsMemory(0, length) } : throw new FormatException();
    }

    static CaseTrait Trait(RowData data) => new(data.Word("kind"), Trait(data.Word("as"), data.Word("value")), data.Time("firstSeen"), data.Time("lastSeen"), data.List("findings", finding => finding.Element()))
    {
        Weight = new(data.Json.GetProperty("start").GetDouble(), data.Number("others"), data.Number("among")),
    };

    static HostileText Trait(string kind, string value) => kind switch
    {
        nameof(HostileKind.Name) => HostileText.Name(value),
        nameof(HostileKind.Address) => KnownNames.AddressOf(value),
        nameof(HostileKind.Text) => HostileText.Text(value),
        _ => throw new FormatException(),
    };

    static Sentence Change(RowData change)
    {
        var (what, thing) = (change.Text("what"), change.Text("object"));
        return thing.IsEmpty ? Sentence.Of($"change of configuration: {what}, {change.Text("outcome")}") : Sentence.Of($"change of configuration: {what} {thing}, {change.Text("outcome")}");
    }
}

using System.CommandLine;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.CaseFiles;

namespace Nameward.App.Verbs;

/// <summary>What is done to a case while it is worked on: <c>case note</c>, <c>assign</c>, <c>status</c>, <c>task</c>, <c>ticket</c>, <c>attach</c>.</summary>
static class CaseWorkVerbs
{
    const int MostText = 16_000, MostName = 200, MostMebibytes = 64;

    const string Nobody = "nobody";

    /// <summary>The case that is meant.</summary>
    public static Argument<string> Number() => new("CASE") { Description = "The number of the case, as nameward case list shows it." };

    public static Command Note()
    {
        var text = new Argument<string>("TEXT") { Description = "What to write down." };
        return Work("note", "Writes something down in a case.", "nameward case note 12 \"the owner of lab-pc7 knows nothing of it\"", [text], (desk, kept, parsed) =>
        {
            desk.Pen.Add(kept.Head.Subject, TrailData.Noted(CaseDesk.Words("TEXT", parsed.GetValue(text)!, MostText)));
            return Sentence.Of("noted");
        });
    }

    public static Command Assign()
    {
        var name = new Argument<string>("NAME") { Description = $"Who works on it; {Nobody} for nobody." };
        return Work("assign", "Gives a case to somebody.", "nameward case assign 12 j.doe", [name], (desk, kept, parsed) =>
        {
            var to = CaseDesk.Words("NAME", parsed.GetValue(name)!, MostName);
            var text = HostileText.Text(to);
            RequireOpen(kept);
            RequireChange(kept.File.Assignee != text && (to != Nobody || kept.File.Assignee is not null), $"case {kept.Number} is assigned to {to} already");
            Decide(desk, kept, TrailData.Assigned(kept.File, to == Nobody ? null : to));
            return Sentence.Of($"assigned to {text}");
        });
    }

    public static Command Status()
    {
        var state = new Argument<string>("STATE") { Description = $"How far it is: {string.Join(", ", CaseWords.States[..^1])}." };
        state.AcceptOnlyFromAmong([.. CaseWords.States[..^1]]);
        return Work("status", "Says how far a case is. nameward case close CASE  closes it.", "nameward case status 12 contained", [state], (desk, kept, parsed) =>
        {
            var to = CaseWords.StateOf(parsed.GetValue(state)!)!.Value;
            RequireOpen(kept);
            RequireChange(kept.File.State != to, $"case {kept.Number} is {CaseWords.Of(to)} already");
            Decide(desk, kept, TrailData.Moved(kept.File, to));
            return Sentence.Of($"{CaseWords.Of(to)}, before {CaseWords.Of(kept.File.State)}");
        });
    }

    public static Command Task()
    {
        var id = new Argument<string>("TASK") { Description = "The task, as nameward case show lists it." };
        var state = new Argument<string>("STATE") { Description = $"{CaseTask.Done}, {CaseTask.NotNeeded} or {CaseTask.Open}." };
        state.AcceptOnlyFromAmong(CaseTask.Done, CaseTask.NotNeeded, CaseTask.Open);
        var reason = new Option<string>("--reason") { Description = $"What was found; why it is {CaseTask.NotNeeded}.", HelpName = "TEXT" };
        return Work("task", "Says that a task of the runbook was done, or is not needed.", "nameward case task 12 deep-dive done --reason \"two more hosts, both clean\"", [id, state, reason], (desk, kept, parsed) =>
        {
            RequireOpen(kept);
            var (task, to) = (One(kept, parsed.GetValue(id)!), parsed.GetValue(state)!);
            var why = parsed.GetValue(reason) is { } text ? CaseDesk.Words("--reason", text, MostText) : null;
            if (to == CaseTask.NotNeeded && why is null)
            {
                throw new UserError($"{task.Task.Id}: why it is not needed is not said", task.Task.Text, "--reason TEXT");
            }
            RequireChange(task.State != to || why is not null, $"{task.Task.Id} is {to} already");
            Decide(desk, kept, TrailData.Task(task, to, why));
            return Sentence.Of($"{task.Task.Id} is {to}");
        });
    }

    public static Command Ticket()
    {
        var number = new Argument<string>("TICKET") { Description = "The ticket's number in its own system." };
        return Work("ticket", "Says that a ticket of another system belongs to a case.", "nameward case ticket 12 INC0012345", [number], (desk, kept, parsed) =>
        {
            var ticket = CaseDesk.Words("TICKET", parsed.GetValue(number)!, MostName);
            RequireChange(!kept.File.Tickets.Contains(HostileText.Text(ticket)), $"{ticket} belongs to case {kept.Number} already");
            desk.Pen.Add(kept.Head.Subject, TrailData.Ticket(ticket));
            return Sentence.Of($"ticket {HostileText.Text(ticket)}; the trail ends with the hash {desk.Store.Cases.Rows(kept.Head.Subject)[^1].Hash}, which belongs in it");
        });
    }

    public static Command Attach()
    {
        var file = new Argument<string>("FILE") { Description = $"The file, at most {MostMebibytes} MiB." };
        return Work("attach", "Keeps a file in a case, by its SHA-256.", "nameward case attach 12 mail.eml", [file], (desk, kept, parsed) =>
        {
            var path = parsed.GetValue(file)!;
            var (bytes, name) = (SettingsBytes.OfFile("FILE", path, path, "mail.eml", "name a readable file", MostMebibytes), Path.GetFileName(path));
            desk.Store.Together(() => desk.Pen.Add(kept.Head.Subject, TrailData.Attached(name, desk.Store.Cases.Put(bytes), bytes.Length)));
            return Sentence.Of($"attached {HostileText.Text(name)}");
        });
    }

    static CaseTask One(KeptCase kept, string id) => kept.File.Tasks.FirstOrDefault(task => task.Task.Id == id)
        ?? throw new UserError($"{id}: case {kept.Number} has no such task", $"it has {string.Join(", ", kept.File.Tasks.Select(task => task.Task.Id))}", $"nameward case show {kept.Number}  shows what they ask for");

    static void Decide(CaseDesk desk, KeptCase kept, TrailEntry entry) => desk.Pen.Decide(kept.Head.Subject, kept.File.Rows, entry);

    static void RequireOpen(KeptCase kept)
    {
        if (kept.File.Closing is { } closing)
        {
            throw CaseDesk.IsClosed(kept, closing);
        }
    }

    static void RequireChange(bool isChange, string what)
    {
        if (!isChange)
        {
            throw new UserError(what, null, null);
        }
    }

    static Command Work(string name, string about, string example, Symbol[] words, Func<CaseDesk, KeptCase, ParseResult, Sentence> work)
    {
        var number = Number();
        var (by, store, noColor) = (CaseDesk.By(), StoreOption.Create(), EvidenceOptions.NoColor());
        var verb = new Command(name, $"{about}\n\nExamples:\n  {example}") { number };
        foreach (var word in words)
        {
            if (word is Argument argument)
            {
                verb.Arguments.Add(argument);
            }
            else if (word is Option option)
            {
                verb.Options.Add(option);
            }
        }
        verb.Options.Add(by);
        verb.Options.Add(store);
        verb.Options.Add(noColor);
        verb.SetAction(parsed =>
        {
            using var desk = CaseDesk.ToWrite(parsed.GetValue(store), parsed.GetValue(by));
            var said = work(desk, desk.FindWhole(parsed.GetValue(number)!), parsed);
            return desk.Say(parsed.GetValue(number)!, said, parsed.GetValue(noColor));
        });
        return verb;
    }
}

using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>
/// How one setting of one server came to stand as it does, change by change. What stood before the first change that no ticket approves is good; what tickets approve later is made to that, so that they keep what
/// they asked for and only the rest is taken back.
/// </summary>
/// <param name="setting">The setting.</param>
/// <param name="values">What the snapshots of the evidence say.</param>
sealed class SettingHistory(SettingName setting, SnapshotValues values)
{
    HostileText? _good;
    HostileText _today;
    Sentence _because = Sentence.Of("no record and no earlier state tells how it stood before");
    JudgedChange? _first;
    bool _hasBegun;

    /// <summary>The first change that no ticket approves; null where there is none, or a ticket approved later what it made.</summary>
    public JudgedChange? First => _first;

    /// <summary>How it stands to be put back; null where nothing is.</summary>
    public (HostileText? Good, HostileText Today, Sentence Because)? Result => _first is null || _good == _today ? null : (_good, _today, _because);

    /// <summary>Takes the next change.</summary>
    public void Take(JudgedChange judged)
    {
        var change = judged.Change!;
        var before = Before(change);
        if (_first is null && before is { } known)
        {
            (_good, _because) = known;
        }
        else if (_first is null && _hasBegun)
        {
            (_good, _because) = (_today, Sentence.Of("it was set so before, by a change that a ticket approves"));
        }
        (_today, _hasBegun) = (After(change), true);
        if (judged.Outcome == ChangeOutcome.Approved)
        {
            Approve(judged, before?.Value);
        }
        else
        {
            _first ??= judged;
        }
    }

    void Approve(JudgedChange judged, HostileText? before)
    {
        var change = judged.Change!;
        if (_first is null)
        {
            return;
        }
        var ticket = judged.Ticket is { } known ? known.Number : HostileText.Text("a ticket");
        if (_good is { } good && before is { } old && IsList(change.Kind))
        {
            (_good, _because) = (Made(good, old, After(change)), Sentence.Of($"{_because}; with what {ticket} asked for afterwards"));
        }
        else
        {
            (_good, _because) = (After(change), Sentence.Of($"{ticket} approves it, after the change that none approves"));
        }
        // A ticket that asks for the whole value approves what others made of it too.
        _first = _good == _today ? null : _first;
    }

    HostileText After(SeenChange change) => change.Between is { } pair ? values.Of(pair.Later, setting) : change.New.IsEmpty ? default : change.New;

    static HostileText FileName(HostileText path) => path.As(text => HostileText.Text(new string(text[(text.LastIndexOfAny('/', '\\') + 1)..])));

    /// <summary>The value before a change; null where nothing tells it.</summary>
    (HostileText Value, Sentence How)? Before(SeenChange change)
    {
        if (change.Between is { } pair)
        {
            return (values.Of(pair.Earlier, setting), Sentence.Of($"it stood so in {FileName(pair.Earlier.Path)}{(pair.Earlier.Time is { } time ? $" of {ChangeWords.At(time)}" : "")}"));
        }
        if (!change.Old.IsEmpty)
        {
            return (change.Old, Sentence.Of("the record of the change tells the value before"));
        }
        return change.Act == ConfigurationAct.Added ? (default, Sentence.Of("the record of the change tells that it came to be then")) : Earlier(change);
    }

    (HostileText Value, Sentence How)? Earlier(SeenChange change) => change is { Host.IsEmpty: false, Time: { } time } && values.Before(time, change.Host, setting) is var (snapshot, value)
        ? (value, Sentence.Of($"it stood so in {FileName(snapshot.Path)} of {ChangeWords.At(snapshot.Time!.Value)}")) : null;

    /// <summary>The good list with what one change took away and put in.</summary>
    static HostileText Made(HostileText good, HostileText old, HostileText now)
    {
        if (good == old)
        {
            return now;
        }
        ImmutableArray<HostileText> was = ConfiguredValue.Parts(old), became = ConfiguredValue.Parts(now);
        return HostileText.Joined([.. ConfiguredValue.Parts(good).Where(part => became.Contains(part) || !was.Contains(part)), .. became.Where(part => !was.Contains(part) && !ConfiguredValue.Parts(good).Contains(part))]);
    }

    /// <summary>Settings whose value is a list of which single parts are asked for.</summary>
    static bool IsList(ConfigurationKind kind) => kind is ConfigurationKind.Forwarders or ConfigurationKind.Resolvers or ConfigurationKind.AnnouncedServers or ConfigurationKind.Transfers
        or ConfigurationKind.Recursion or ConfigurationKind.Queries or ConfigurationKind.Updates or ConfigurationKind.Listening or ConfigurationKind.NameServers or ConfigurationKind.Policy;
}

using System.CommandLine;
using System.Globalization;
using Nameward.App.Notices;
using Nameward.App.Settings;
using Nameward.Engine;
using Nameward.Engine.Baselines;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;
using RecordedCase = Nameward.Engine.Reports.RecordedCase;
using TlpWord = Nameward.Engine.Reports.Sharing.TlpWord;

namespace Nameward.App.Verbs;

/// <summary>What the user asked of <c>triage</c>, checked.</summary>
sealed record TriageRequest
{
    /// <summary>What is asked of every verb that reads evidence.</summary>
    public required EvidenceRequest Reading { get; init; }
    /// <summary>What intelligence says.</summary>
    public Indicators Indicators { get; init; } = Indicators.None;
    /// <summary>What is normal at the site; null where that is not known.</summary>
    public Baseline? Normal { get; init; }
    /// <summary>The inventory of hosts that was named; null for that of the site file.</summary>
    public AssetList? Assets { get; init; }
    /// <summary>Where addresses stand.</summary>
    public IPlaces Places { get; init; } = NoPlaces.Known;
    /// <summary>Change requests; null where none were given.</summary>
    public TicketBook? Tickets { get; init; }
    /// <summary>Folder for the case; null for none.</summary>
    public string? Out { get; init; }
    /// <summary>To whom what the case names may be shown; a feed that asks for more is obeyed.</summary>
    public Tlp Tlp { get; init; } = Tlp.Amber;
    /// <summary>The case in which to keep it; null for none.</summary>
    public CaseKeeper? Case { get; init; }
    /// <summary>The earlier record to hold it against; null for none. Who has the request closes it.</summary>
    public RecordedCase? Since { get; init; }
    /// <summary>What the store remembers of earlier work.</summary>
    public CaseMemory Memory { get; init; } = CaseMemory.None;
    /// <summary>Whether to take the SHA-256 of each source.</summary>
    public bool Hash { get; init; }
    /// <summary>Overrides the newest event time, UTC.</summary>
    public DateTime? AsOf { get; init; }
    /// <summary>By which clauses is decided.</summary>
    public Policy Policy { get; init; } = Policy.Shipped;
    /// <summary>Whether the exit status tells the decision.</summary>
    public bool ExitCode { get; init; }
    /// <summary>Who is told of the decision; null for nobody.</summary>
    public NotifyRequest? Notify { get; init; }
}

/// <summary>The words of <c>triage</c> on the command line.</summary>
sealed class TriageOptions
{
    readonly EvidenceOptions _reading = new(OutputFormat.Table, OutputFormat.Json);
    readonly KnowledgeOptions _knowledge = new();
    readonly Option<string> _assets = new(AssetFile.Option) { Description = "Inventory of hosts, CSV: address, host, owner, role, criticality; in place of that of the site file.", HelpName = "FILE" };
    readonly Option<string[]> _geo = GeoOption.Create();
    readonly Option<string> _tickets = TicketsOption.Create();
    readonly Option<string> _policy = PolicyOption.Create();
    readonly Option<string> _out = new("--out") { Description = "Write the case into this folder, whole or not at all.", HelpName = "DIR" };
    readonly Option<string> _case = new(CaseKeeper.Flag) { Description = $"Keep it in the store: as a case of its own ({CaseKeeper.New}), or as one more triage of a case (its number).", HelpName = $"{CaseKeeper.New}|CASE" };
    readonly Option<string> _since = new("--since") { Description = $"Say what is new, gone and grown against an earlier record. {CaseArgument.About}", HelpName = "CASE" };
    readonly Option<string> _by = CaseDesk.By();
    readonly Option<string> _tlp = new("--tlp") { Description = $"To whom stix.json and misp.json may be shown: {TlpWord.All} (default amber); a stricter feed that was met is obeyed.", HelpName = "TLP" };
    readonly Option<bool> _hash = new("--hash") { Description = $"Take the SHA-256 of each source (always with --out and {CaseKeeper.Flag})." };
    readonly Option<string> _asOf = new("--as-of") { Description = "Judge as of this time (RFC 3339) instead of the newest event.", HelpName = "TIME" };
    readonly Option<bool> _exitCode = new("--exit-code") { Description = "End with 0 for close, 10 for watch, 11 for escalate." };

    readonly Option<bool> _notify = new("--notify") { Description = "Tell the channels of the site file (notify:) of the decision, by the outbox of the store (see: nameward notify)." };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        _reading.AddTo(verb);
        _knowledge.AddTo(verb);
        Option[] all = [_tickets, _policy, _assets, _geo, _out, _case, _by, _since, _tlp, _hash, _asOf, _exitCode, _notify];
        foreach (var option in all)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Checks everything that can be checked before any work.</summary>
    /// <exception cref="UserError">All mistakes at once.</exception>
    public TriageRequest Read(ParseResult parsed)
    {
        var mistakes = new List<Mistake>();
        var reading = _reading.Read(parsed, mistakes);
        var makesStore = parsed.GetValue(_case) == CaseKeeper.New;
        var known = _knowledge.Read(parsed, reading.Site, mistakes, makesStore);
        var request = new TriageRequest
        {
            Reading = reading,
            Indicators = known.Indicators,
            Normal = known.Normal,
            Assets = parsed.GetValue(_assets) is { } assets ? Checked.Try<AssetList?>(() => AssetFile.Read(assets, $"{AssetFile.Option} {assets}"), null, mistakes) : null,
            Places = GeoOption.Read(parsed.GetValue(_geo), reading.Site, mistakes),
            Tickets = TicketsOption.Read(parsed.GetValue(_tickets), reading, mistakes),
            Policy = PolicyOption.Read(parsed.GetValue(_policy), reading.Site, mistakes).Policy,
            Out = Checked.Folder(parsed.GetValue(_out), mistakes),
            Case = parsed.GetValue(_case) is { } named ? Checked.Try<CaseKeeper?>(() => CaseKeeper.Read(named, parsed.GetValue(_by), _knowledge.Named(parsed)), null, mistakes) : null,
            Since = parsed.GetValue(_since) is { } since ? Checked.Try<RecordedCase?>(() => CaseArgument.Open(since, _knowledge.Named(parsed)), null, mistakes) : null,
            Memory = Checked.Try(() => CaseMemory.Read(mistakes.Count == 0 ? _knowledge.StoreToRead(parsed, mistakes, makesStore) : null, reading.Site), CaseMemory.None, mistakes),
            Tlp = ReadTlp(parsed.GetValue(_tlp), mistakes),
            Hash = parsed.GetValue(_hash) || parsed.GetValue(_out) is not null || parsed.GetValue(_case) is not null,
            AsOf = ReadTime("--as-of", parsed.GetValue(_asOf), mistakes),
            ExitCode = parsed.GetValue(_exitCode),
        };
        request = parsed.GetValue(_notify) ? request with { Notify = ReadNotify(parsed, reading.Site, mistakes) } : request;
        return mistakes.Count == 0 ? request : throw new UserError([.. mistakes]);
    }

    // The store is opened before any work, so that one that cannot be written is a mistake and no notice that is lost.
    NotifyRequest? ReadNotify(ParseResult parsed, SiteFile site, List<Mistake> mistakes)
    {
        var store = _knowledge.StoreToWrite(parsed, "--notify", mistakes);
        var desk = Checked.Try<ChannelDesk?>(() => ChannelDesk.Open(site, new()), null, mistakes);
        return mistakes.Count > 0 || store is null || desk is null ? null : Checked.Try<NotifyRequest?>(() =>
        {
            StoreOption.Open(store).Dispose();
            return new(store, desk);
        }, null, mistakes);
    }

    static Tlp ReadTlp(string? word, List<Mistake> mistakes)
    {
        var tlp = word is null ? Tlp.Amber : TlpWord.Parse(word);
        if (tlp == Tlp.None)
        {
            mistakes.Add(new($"--tlp {word}: not a mark of the traffic light protocol", null, $"one of {TlpWord.All}"));
        }
        return tlp;
    }

    static DateTime? ReadTime(string option, string? text, List<Mistake> mistakes)
    {
        if (text is null)
        {
            return null;
        }
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.UtcDateTime;
        }
        mistakes.Add(new($"{option} {text}: not a time", null, $"{option} 2026-03-18T09:00:00Z  (RFC 3339, UTC)"));
        return null;
    }
}

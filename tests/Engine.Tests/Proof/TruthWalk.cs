using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Proof;

/// <summary>One line of the truth beside what the program says of its file.</summary>
/// <param name="Line">What is known.</param>
/// <param name="Document">What was decided.</param>
/// <param name="Queries">Queries of the true client for the true names, counted apart from the pipeline.</param>
/// <param name="Finding">The gravest finding that names the true client and zone; null where there is none.</param>
sealed record TruthRow(TruthLine Line, TriageDocument Document, long Queries, TriageFinding? Finding)
{
    public string Decision => Document.Decision.Decision;

    public bool Escalates => Decision == "escalate";

    public bool IsFound => Escalates && Finding is { Level: "high" or "critical" };

    public bool MustBeFound => Line.MustEscalate(Queries);

    public IEnumerable<TriageFinding> OtherFindings => Document.Findings.Where(finding => finding != Finding);
}

/// <summary>Benign evidence in figures: what false alerts are counted against.</summary>
/// <param name="Files">Files in which nothing happened.</param>
/// <param name="ClientDays">Clients times days on which they ask, added over the files, each of which is judged by itself.</param>
/// <param name="DistinctClientDays">The same, where a client that asks on one day in several files of one folder counts once.</param>
/// <param name="Escalations">Files that escalate.</param>
/// <param name="Watched">Findings that are to be watched.</param>
sealed record BenignFigures(int Files, long ClientDays, long DistinctClientDays, int Escalations, int Watched);

/// <summary>Every labelled file that the program reads, triaged once, each by itself.</summary>
sealed class TruthWalk
{
    const int Threads = 2;

    readonly HashSet<(string Folder, Address Client, ushort Day)> _distinct = [];
    readonly List<TruthRow> _rows = [];
    readonly List<string> _unread = [];
    int _benignFiles;
    long _clientDays;

    public TruthWalk(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            foreach (var file in TruthLine.Read(folder).GroupBy(line => line.Path))
            {
                Walk(Path.Combine(folder, "..", file.Key), [.. file]);
            }
        }
    }

    /// <summary>A row for each line of the truth whose file is read.</summary>
    public IReadOnlyList<TruthRow> Rows => _rows;

    /// <summary>Labelled files whose format is not known.</summary>
    public IReadOnlyList<string> Unread => _unread;

    public BenignFigures Benign => new(_benignFiles, _clientDays, _distinct.Count,
        BenignDocuments.Count(document => document.Decision.Decision == "escalate"),
        BenignDocuments.Sum(document => document.Findings.Count(finding => finding.Level == "medium")));

    IEnumerable<TriageDocument> BenignDocuments => _rows.Where(row => row.Line.IsBenign).Select(row => row.Document).Distinct();

    void Walk(string path, ImmutableArray<TruthLine> lines)
    {
        CountedEvidence? counts = null;
        var document = Pipeline.Triage([path], Threads, through: evidence => counts = new(evidence, lines));
        if (document.Evidence[0].Format is null)
        {
            _unread.Add(lines[0].Path);
            return;
        }
        _rows.AddRange(lines.Select(line => new TruthRow(line, document, counts!.QueriesOf(line), Gravest(line, document))));
        if (lines.All(line => line.IsBenign))
        {
            _benignFiles++;
            _clientDays += counts!.ClientDays.Count;
            _distinct.UnionWith(counts.ClientDays.Select(day => (Path.GetDirectoryName(path)!, day.Client, day.Day)));
        }
    }

    // Findings come gravest first.
    static TriageFinding? Gravest(TruthLine line, TriageDocument document) => document.Findings.FirstOrDefault(line.IsTold);
}

using System.Collections.Immutable;
using Nameward.Engine.Evaluation;

namespace Nameward.Engine.Tests.Proof;

/// <summary>A labelled session beside what was found, and the queries that were counted apart from the pipeline.</summary>
/// <param name="Name">Folder of the table, path, clients and subject.</param>
/// <param name="Session">What is known, and what was found.</param>
/// <param name="Queries">Queries of the true client for the true names.</param>
sealed record TruthRow(string Name, EvaluatedSession Session, long Queries)
{
    const long SurelyEnoughBytes = 4000, SurelyEnoughQueries = 500;

    /// <summary>A server always, a channel if so much went through it, or so many queries where that is not known.</summary>
    public bool MustEscalate => Session.Truth.IsOfServer
        || (Session.Truth.Label is "tunnel" or "exfil" && (Session.Truth.PayloadBytes is { } bytes ? bytes >= SurelyEnoughBytes : Queries >= SurelyEnoughQueries));

    public bool Escalated => Session.Outcome == Outcome.Escalated;
}

/// <summary>Every labelled file that the program reads, evaluated once, each by itself, with counts of our own beside the engine's.</summary>
sealed class TruthWalk
{
    const int Threads = 2;

    readonly List<TruthRow> _rows = [];
    readonly List<EvaluatedFile> _files = [];
    readonly List<long> _clientDays = [];

    public TruthWalk(params IEnumerable<string> tables)
    {
        foreach (var file in TruthFile.Gather(tables.Select(Read)))
        {
            Walk(file);
        }
        Document = EvaluationDocument.Of([.. _files], new("", DateTime.UnixEpoch, 0, null, "", ""));
    }

    /// <summary>A row for each labelled session whose file is read.</summary>
    public IReadOnlyList<TruthRow> Rows => _rows;

    /// <summary>What the engine says of all of it.</summary>
    public EvaluationDocument Document { get; }

    /// <summary>Clients times days on which they ask, counted apart from the engine, of each file of <see cref="Document"/>.</summary>
    public IReadOnlyList<long> ClientDays => _clientDays;

    void Walk(TruthFile file)
    {
        EvidenceCounter? counter = null;
        CountedEvidence? counts = null;
        var document = Pipeline.Triage([file.Path], Threads, through: evidence => counts = new(counter = new(evidence), file.Sessions));
        var evaluated = EvaluatedFile.Of(file, document, counter!);
        _files.Add(evaluated);
        _clientDays.Add(counts!.ClientDays.Count);
        if (evaluated.IsRead)
        {
            _rows.AddRange(evaluated.Sessions.Select(session => new TruthRow(NameOf(file, session.Truth), session, counts.QueriesOf(session.Truth))));
        }
    }

    static KeyValuePair<string, ImmutableArray<TruthLine>> Read(string table)
    {
        using var text = new StreamReader(table);
        return new(table, TruthTable.Read(table, text));
    }

    static string NameOf(TruthFile file, TruthSession session) =>
        $"{Path.GetFileName(Path.GetDirectoryName(file.Table))}/{file.PathInTable} {string.Join(',', session.Clients.Select(client => client.Raw))} {session.Subject.Text.Raw}";
}

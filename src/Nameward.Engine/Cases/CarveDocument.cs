using System.Collections.Immutable;
using System.Security.Cryptography;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>The evidence of one finding (schema <c>nameward/carve/1</c>): which records of which sources, in which files, with their hashes.</summary>
public sealed record CarveDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/carve/1";

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }
    /// <summary>What the case is called.</summary>
    public required string Case { get; init; }
    /// <summary>Id of the finding.</summary>
    public required string Finding { get; init; }
    /// <summary>Every source that was read, in order.</summary>
    public required ImmutableArray<CarvedEvidence> Sources { get; init; }
    /// <summary>What must be known of it.</summary>
    public required ImmutableArray<Sentence> Notes { get; init; }

    /// <summary>Reads evidence for the records of a finding.</summary>
    /// <param name="evidence">The evidence, hashed while it is read.</param>
    /// <param name="subject">What the finding is about.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="case">What the case is called.</param>
    /// <param name="finding">Id of the finding.</param>
    public static CarveDocument Read(IEvidence evidence, CarveSubject subject, int threads, string @case, string finding)
    {
        var sinks = new List<CarveSink>();
        var report = evidence.ReadAll(() =>
        {
            lock (sinks)
            {
                sinks.Add(new(subject));
                return sinks[^1];
            }
        }, threads);
        var notes = new List<Sentence>();
        ImmutableArray<CarvedEvidence> sources = [.. report.Sources.Select((source, number) => Carve(evidence, source, number, sinks, subject, notes))];
        return new() { Version = Product.Version, Case = @case, Finding = finding, Sources = sources, Notes = [.. report.Notes, .. notes] };
    }

    static CarvedEvidence Carve(IEvidence evidence, SourceReport source, int number, List<CarveSink> sinks, CarveSubject subject, List<Sentence> notes)
    {
        var positions = sinks.SelectMany(sink => sink.Positions.GetValueOrDefault(number, [])).Concat(subject.Quoted.Where(quoted => quoted.Path == source.Path).Select(quoted => quoted.Position)).ToHashSet();
        var streams = sinks.SelectMany(sink => sink.Streams.GetValueOrDefault(number, [])).ToHashSet();
        if (positions.Count == 0)
        {
            return new(source, 0, 0, []);
        }
        if (evidence.Carve(number, new(positions, streams)) is not { } carved)
        {
            notes.Add(Sentence.Of($"{source.Path}: its {positions.Count} records are neither lines nor packets, or it changed meanwhile; they stand in no file"));
            return new(source, 0, positions.Count, []);
        }
        return new(source, carved.Records, carved.Missing, [.. carved.Files.Select((file, index) => CarvedPart.Of(number, index, file))]);
    }
}

/// <summary>What was carved of one source.</summary>
/// <param name="Source">The source, with the SHA-256 that it has now.</param>
/// <param name="Records">Records written; of captures also packets that belong to the same datagram or stream.</param>
/// <param name="Missing">Records that were not found again.</param>
/// <param name="Parts">The files.</param>
public sealed record CarvedEvidence(SourceReport Source, long Records, long Missing, ImmutableArray<CarvedPart> Parts);

/// <summary>One file that was carved.</summary>
/// <param name="Name">Our own name for it.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sha256">Their SHA-256, lower-case hexadecimal.</param>
public sealed record CarvedPart(string Name, byte[] Content, string Sha256)
{
    /// <summary>A file of a source.</summary>
    internal static CarvedPart Of(int source, int part, CarvedFile file) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source + 1}{(part > 0 ? $"-{part + 1}" : "")}.{file.Extension}"), file.Content, Convert.ToHexStringLower(SHA256.HashData(file.Content)));
}

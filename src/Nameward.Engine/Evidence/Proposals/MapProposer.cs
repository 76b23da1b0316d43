using System.Collections.Immutable;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Envelopes.Archives;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>Looks at the first records of a file and proposes a mapping for it.</summary>
public static class MapProposer
{
    /// <summary>The proposal.</summary>
    /// <param name="path">The file; <c>-</c> for standard input.</param>
    /// <param name="options">Zone of times that name none, and where standard input comes from.</param>
    /// <exception cref="UserError">It cannot be read, is no table, or nothing in it is what a mapping needs.</exception>
    public static ProposedMapping Propose(string path, ReadingOptions options)
    {
        return Propose(path, HeadOf(path, options), options);
    }

    /// <summary>The proposal for a file with these first records.</summary>
    internal static ProposedMapping Propose(string path, ReadOnlySpan<byte> head, ReadingOptions options)
    {
        if (SampledFile.Of(head) is not { } file)
        {
            throw new UserError($"{path}: nothing to map: {HeadLook.Describe(head)}", null, "a mapping reads CSV, JSON objects, and names with values");
        }
        var choice = new ColumnChoice(file);
        if (choice.Rows is not { } rows)
        {
            throw new UserError($"{path}: no column holds names that were asked for, and no two hold the ends of a conversation",
                $"columns: {string.Join(", ", file.Columns.Take(20).Select(column => MappedColumns.Shown(column.Place)))}", "write the mapping by hand: docs/map.md has every key");
        }
        var format = Identification.Of(head, options.Formats)?.Info;
        return new Proposal(file, choice, rows).Build(HostileText.Text(path), format?.Id, head, options.Zone);
    }

    /// <summary>The columns that the first records of a file have; none where it is no table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Where standard input comes from.</param>
    public static ImmutableArray<string> ColumnsOf(string path, ReadingOptions options)
    {
        try
        {
            return SampledFile.Of(HeadOf(path, options)) is { } file ? [.. file.Columns.Select(column => column.Place.ToString())] : [];
        }
        catch (UserError)
        {
            return [];
        }
    }

    /// <summary>The first whole lines of a file, out of its envelopes.</summary>
    static byte[] HeadOf(string path, ReadingOptions options)
    {
        using var spool = new ArchiveSpool(options.SpoolFolder, options.SpoolBytes);
        using var file = new EvidenceFile(new SourceFile(path, 0, IsNamed: true), spool, options);
        using var open = file.Open() ?? throw new UserError($"{path}: {file.Failure}", null, "name a file that can be read");
        using var peeled = open.Open(null);
        if (peeled.Kind != ArchiveKind.None)
        {
            throw new UserError($"{path}: this is an archive", null, "unpack it and name one of its files");
        }
        var bytes = new byte[SampledFile.MostBytes];
        var length = peeled.Bytes.Fill(bytes);
        var head = bytes.AsSpan(0, length);
        if (head.IsEmpty || peeled.Refusal is not null || RefusedEnvelope.Of(head) is not null)
        {
            throw new UserError($"{path}: {peeled.Refusal ?? RefusedEnvelope.Of(head) ?? peeled.Bytes.Damage ?? "the file is empty"}", null, "name a file with records");
        }
        var last = length == bytes.Length ? head.LastIndexOf((byte)'\n') : -1;
        return (last > 0 ? head[..(last + 1)] : head).ToArray();
    }
}

using Nameward.Engine.Evidence.Envelopes.Archives;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>What is left when the envelopes around one thing were taken off, as far as they are known.</summary>
/// <param name="Bytes">Its bytes, from the first on.</param>
/// <param name="Kind">Which archive it is, if any.</param>
/// <param name="Layers">The envelopes around it.</param>
/// <param name="Refusal">Why it is not to be read; null where it is.</param>
sealed record Peeled(HeadBytes Bytes, ArchiveKind Kind, int Layers, string? Refusal) : IDisposable
{
    /// <summary>Envelopes around one thing, archives among them: a log packed in an archive packed in another, and what a colleague put around that. More are a trap.</summary>
    public const int MostLayers = 6;

    /// <summary>A tar archive shows itself in its first block, a list of records in JSON with its first few.</summary>
    public const int HeadLength = 4096;

    /// <summary>Takes off what the first bytes show, whatever the file is called. The layer is the result's from here on.</summary>
    /// <param name="bytes">Stands at its start.</param>
    /// <param name="layers">The envelopes that were taken off before.</param>
    public static Peeled Of(UnpackedBytes bytes, int layers)
    {
        for (var head = new HeadBytes(bytes, HeadLength); ; layers++)
        {
            if (LinesOf(head) is { } lines)
            {
                return new(new(new SteppedBytes(head, lines), HeadLength), ArchiveKind.None, layers, null);
            }
            var kind = KindOf(head.Head);
            var unpacker = UnpackerOf(head);
            if (unpacker is null && kind == ArchiveKind.None)
            {
                return new(head, kind, layers, null);
            }
            if (layers == MostLayers)
            {
                unpacker?.Dispose();
                return new(head, ArchiveKind.None, layers, Words.Say($"packed in more than {MostLayers} envelopes, one around the other; unpack it first"));
            }
            if (unpacker is null)
            {
                return new(head, kind, layers + 1, null);
            }
            head = new(new SteppedBytes(head, unpacker), HeadLength);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Bytes.Dispose();

    /// <summary>Records that are not one on each line, or not under names of their own; inside of them there is no other envelope but those of lines.</summary>
    static IUnpacker? LinesOf(HeadBytes bytes) => bytes.Head switch
    {
        var head when TableLinesUnpacker.IsFor(head) => new TableLinesUnpacker(bytes),
        var head when JsonLinesUnpacker.IsFor(head) => new JsonLinesUnpacker(bytes),
        var head when CsvLinesUnpacker.IsFor(head) => new CsvLinesUnpacker(bytes),
        _ => null,
    };

    static ArchiveKind KindOf(ReadOnlySpan<byte> head) =>
        ZipDirectory.IsZip(head) ? ArchiveKind.Zip : TarHeader.IsTar(head) ? ArchiveKind.Tar : ArchiveKind.None;

    static IUnpacker? UnpackerOf(HeadBytes bytes) => bytes.Head switch
    {
        var head when head.StartsWith(GzipHeader.Magic) => new GzipUnpacker(bytes),
        var head when head.StartsWith(ZstdUnpacker.Magic) && ZstdProgram.IsThere => new ZstdUnpacker(bytes),
        var head when Utf16Unpacker.Of(head) is { } encoding => new Utf16Unpacker(bytes, encoding),
        var head when NulLinesUnpacker.IsFor(head) => new NulLinesUnpacker(bytes),
        var head when OctetCountUnpacker.IsFor(head) => new OctetCountUnpacker(bytes),
        _ => null,
    };
}

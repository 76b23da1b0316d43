namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads events of Windows in whichever container they come: event log, XML, JSON, or the lines that a console shows of them. The first bytes tell which.
/// Several formats share it: each reads every event that is known, and only the name differs that the evidence goes by.
/// </summary>
sealed class WindowsEventReader : IRecordReader
{
    readonly SourceContext _source;
    IRecordReader? _container;

    /// <summary>A reader at the start of a source.</summary>
    public WindowsEventReader(SourceContext source) => _source = source;

    WindowsEventReader(WindowsEventReader other) => (_source, _container) = (other._source, other._container?.Fork());

    static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <inheritdoc/>
    public IRecordReader Fork() => new WindowsEventReader(this);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows)
    {
        _container ??= Choose(block, isLast);
        return _container?.Read(block, isLast, rows) ?? 0;
    }

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder)
    {
        _container ??= Choose(block, isLast);
        return _container?.Skim(block, isLast, inOrder) ?? 0;
    }

    /// <summary>Tells the container; null where more of the source must be seen.</summary>
    IRecordReader? Choose(ReadOnlySpan<byte> block, bool isLast)
    {
        var text = WithoutLead(block);
        var isOpen = text.IsEmpty || WindowsLogReader.Magic.StartsWith(text) || Mark.StartsWith(block);
        if (isOpen && text.Length < WindowsLogReader.Magic.Length && !isLast && block.Length < IRecordReader.LargestRecord)
        {
            return null;
        }
        return text switch
        {
            _ when block.StartsWith(WindowsLogReader.Magic) => new WindowsLogReader(),
            _ when WindowsXmlReader.Begins(text) => new WindowsXmlReader(_source.Zone),
            _ when WindowsJsonReader.Begins(text) => new WindowsJsonReader(_source.Zone),
            _ => new WindowsMessageReader(_source),
        };
    }

    /// <summary>A text without white space in front and without the mark of UTF-8.</summary>
    internal static ReadOnlySpan<byte> WithoutLead(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith(Mark) ? text[Mark.Length..] : text;
        return text.TrimStart(" \t\r\n"u8);
    }
}

using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads a log of BIND. Of all that came before a line, only the time of the line above matters, and only where clocks are put back.</summary>
sealed class BindQueryReader : LineReader
{
    readonly LocalClock _clock;

    // Made when first read with: what is forked is kept for each block of a source.
    BindRow Row => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public BindQueryReader(TimeZoneInfo zone) => _clock = new(zone);

    BindQueryReader(BindQueryReader other)
        : base(other) => _clock = other._clock.Fork();

    /// <inheritdoc/>
    public override IRecordReader Fork() => new BindQueryReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (_clock.NeedsOrder && !lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n');
            var line = length < 0 ? lines : lines[..length];
            if (!IsLong(line.Length))
            {
                BindHead.Of(WithoutReturn(line)).Stamp.ToUtc(_clock, out _);
            }
            lines = length < 0 ? [] : lines[(length + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var head = BindHead.Of(line);
        // Told to the clock whatever the line says, as it is when lines are skimmed.
        var problem = head.Stamp.ToUtc(_clock, out var time);
        var result = problem is null || head.IsOfAnotherProgram ? Line(head, time, Row) : LineResult.Malformed(problem);
        if (result.IsObserved)
        {
            Row.End(offset, rows);
        }
        return result;
    }

    /// <summary>Reads a line whose time is known; what is observed stands in <paramref name="row"/> then.</summary>
    internal static LineResult Line(in BindHead head, DateTime time, BindRow row)
    {
        if (head.IsOfAnotherProgram)
        {
            return LineResult.Ignored;
        }
        var isOfQueries = head.Category.SequenceEqual("queries"u8) || head.Category.SequenceEqual("responses"u8);
        if (BindClient.IsAbout(head.Message))
        {
            return BindClient.TryRead(head.Message, out var client) ? row.Begin(time, client, isOfQueries) : LineResult.Malformed(BindClient.Problem);
        }
        if (isOfQueries)
        {
            return LineResult.Malformed("no client in a category of queries or responses");
        }
        if (head.Marks != BindMarks.None && BindText.IsCut(head.Message, BindClient.Beginning))
        {
            return LineResult.Malformed(BindText.Cut);
        }
        return head.IsOfBind ? LineResult.Ignored : LineResult.Malformed("no line of a BIND log");
    }
}

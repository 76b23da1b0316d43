using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads a log that is text. Of all that came before a line, only what its grammar was told matters, and the time of the line above where clocks are put back.</summary>
sealed class TextLogReader : LineReader
{
    readonly Func<ILogGrammar> _newGrammar;
    readonly LocalClock _clock;
    readonly int _told;
    ILogGrammar? _grammar;

    // Made when first read with: what is forked is kept for each block of a source.
    ILogGrammar Grammar => _grammar ??= NewGrammar();
    LineUnwrapper Unwrapper => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public TextLogReader(Func<ILogGrammar> newGrammar, SourceContext source) => (_newGrammar, _clock) = (newGrammar, new(source.Zone, source.Written, source.Remarks));

    TextLogReader(TextLogReader other)
        : base(other) => (_newGrammar, _clock, _told) = (other._newGrammar, other._clock.Fork(), other._grammar?.Told ?? other._told);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new TextLogReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while ((_clock.NeedsOrder || Grammar.NeedsLinesAbove) && !lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n');
            var line = length < 0 ? lines : lines[..length];
            if (!IsLong(line.Length))
            {
                SkimLine(WithoutReturn(line));
            }
            lines = length < 0 ? [] : lines[(length + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line)
    {
        Grammar.Tell(line);
        if (_clock.NeedsOrder)
        {
            Take(Grammar, Unwrapper, line, out var stamp);
            stamp.ToUtc(_clock, out _);
        }
    }

    ILogGrammar NewGrammar()
    {
        var grammar = _newGrammar();
        grammar.Told = _told;
        return grammar;
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        Grammar.Tell(line);
        var taken = Take(Grammar, Unwrapper, line, out var stamp);
        // Told to the clock whatever the line says, as it is when lines are skimmed.
        var problem = stamp.ToUtc(_clock, out var time);
        if (taken.Message.IsEmpty || IsOfAnother(Grammar, taken))
        {
            return LineResult.Ignored;
        }
        return problem is null ? Grammar.Read(taken, time, offset, rows) : LineResult.Malformed(problem);
    }

    /// <summary>Takes a line out of its envelopes, and the product's own time off it.</summary>
    /// <param name="grammar">The product's.</param>
    /// <param name="unwrapper">Takes the envelopes off.</param>
    /// <param name="line">The line.</param>
    /// <param name="stamp">The time: the product's own, else that of the envelopes.</param>
    /// <returns>The line, whose stamp is the product's own; valid until the next call.</returns>
    internal static LogLine Take(ILogGrammar grammar, LineUnwrapper unwrapper, ReadOnlySpan<byte> line, out LogStamp stamp)
    {
        var taken = unwrapper.Unwrap(line);
        var message = taken.Message;
        var own = grammar.TakeStamp(ref message);
        stamp = own.IsNone ? taken.Stamp : own;
        return new() { Stamp = own, HasHeader = taken.HasHeader, Program = taken.Program, Host = taken.Host, Message = message };
    }

    /// <summary>Whether an envelope says that another program wrote the line, or none.</summary>
    internal static bool IsOfAnother(ILogGrammar grammar, in LogLine line) => line.HasHeader && !grammar.IsProgram(line.Program);
}

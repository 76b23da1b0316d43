using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the lines of one product's log say. It belongs to one reader and keeps nothing from line to line but buffers, and of few products what lines above told.</summary>
interface ILogGrammar
{
    /// <summary>What lines above told that lines below need: a few bits, which go on to each reader that goes on from a line.</summary>
    int Told { get => 0; set { } }

    /// <summary>Whether a line may still change what is told.</summary>
    bool NeedsLinesAbove => false;

    /// <summary>Notes what a line, its envelopes on, tells those below. It is told of each line, read or not, while it needs it.</summary>
    void Tell(ReadOnlySpan<byte> line)
    {
    }

    /// <summary>Whether a syslog header that names this program stands before lines of the product.</summary>
    bool IsProgram(ReadOnlySpan<byte> program);

    /// <summary>Takes the time that the product itself writes off the front of a message.</summary>
    /// <returns>None where it writes none: that of the envelope holds then.</returns>
    LogStamp TakeStamp(scoped ref ReadOnlySpan<byte> message);

    /// <summary>How much one line, which no envelope says is another program's, looks like the product's.</summary>
    Likeness Look(in LogLine line);

    /// <summary>Reads a line whose time is known.</summary>
    /// <param name="line">The line out of its envelopes and without its own time.</param>
    /// <param name="time">When it was written, UTC; <see cref="DateTime.MinValue"/> where that is not known.</param>
    /// <param name="offset">Where it begins in its source.</param>
    /// <param name="rows">Takes what is observed; all else is left to the caller.</param>
    LineResult Read(in LogLine line, DateTime time, long offset, IBatchWriter rows);
}

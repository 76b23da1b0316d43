using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>The beginning of content as a line of a transcript shows it.</summary>
static class Excerpt
{
    /// <summary>Most bytes that are shown.</summary>
    public const int MostBytes = 200;

    /// <summary>The first bytes as text, "…" behind them where there are more.</summary>
    public static HostileText Text(ReadOnlySpan<byte> content) =>
        HostileText.Text(Encoding.UTF8.GetString(content[..Math.Min(MostBytes, content.Length)]) + (content.Length > MostBytes ? "…" : ""));

    /// <summary>The first bytes where they are text, else what the content looks like.</summary>
    public static Sentence Of(ReadOnlySpan<byte> content) =>
        ContentKind.IsText(content[..Math.Min(MostBytes, content.Length)]) ? Sentence.Of($"\"{Text(content)}\"") : Sentence.Of(ContentKind.Of(content));
}

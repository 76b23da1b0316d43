namespace Nameward.Engine.Evidence.Formats;

/// <summary>Takes the words of a line one by one, whatever spaces stand between them: forwarders squeeze the columns of the debug log.</summary>
ref struct MicrosoftWords(ReadOnlySpan<byte> line)
{
    /// <summary>What follows the words taken so far, without the spaces before it.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = line.TrimStart((byte)' ');

    /// <summary>Takes the next word; the empty one at the end of the line.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var end = Rest.IndexOf((byte)' ');
        var word = end < 0 ? Rest : Rest[..end];
        Rest = Rest[word.Length..].TrimStart((byte)' ');
        return word;
    }
}

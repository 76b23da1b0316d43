using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Records that came as one list on one line: an array, or the member of an object (<c>records</c> of Azure, <c>Records</c> of AWS, <c>logEvents</c> of CloudWatch,
/// <c>value</c> of Microsoft's APIs).
/// </summary>
static class JsonLists
{
    /// <summary>Finds the list of a line; where the line was cut inside it, that is found too.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the list's bracket stands.</param>
    public static bool TryFind(ReadOnlySpan<byte> line, out int start)
    {
        start = 0;
        if (line is not [(byte)'{', ..])
        {
            return line is [(byte)'[', ..];
        }
        var scanner = new JsonScanner(line);
        scanner.TryBegin((byte)'{');
        var end = 1;
        while (scanner.TryMember(out var name, out var value))
        {
            if (value.Kind == JsonKind.Array && IsList(name.In(line)))
            {
                start = value.Start;
                return true;
            }
            end = value.Start + value.Length;
        }
        return scanner.IsDamaged && TryFindCut(line, end, out start);
    }

    /// <summary>A list that is never closed stands behind the last whole member.</summary>
    static bool TryFindCut(ReadOnlySpan<byte> line, int end, out int start)
    {
        var rest = line[end..].TrimStart("\", \t"u8);
        var name = TextWords.TakeUntil(ref rest, (byte)'"');
        rest = rest.TrimStart((byte)' ');
        var isMember = TextWords.TryTake(ref rest, ":"u8);
        rest = rest.TrimStart((byte)' ');
        start = line.Length - rest.Length;
        return isMember && IsList(name) && rest is [(byte)'[', ..];
    }

    static bool IsList(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("records"u8) || name.SequenceEqual("Records"u8) || name.SequenceEqual("logEvents"u8) || name.SequenceEqual("value"u8);
}

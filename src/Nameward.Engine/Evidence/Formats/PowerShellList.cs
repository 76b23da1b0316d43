using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an object as <c>Format-List</c> prints it: a property on a line, its name, a colon and its value; a value that is too long for the window goes on, indented, on
/// the next line.
/// </summary>
static class PowerShellList
{
    /// <summary>Reads the lines of one object.</summary>
    public static void Read(ReadOnlySpan<byte> block, PowerShellObject to)
    {
        to.Begin();
        var isList = false;
        while (!block.IsEmpty)
        {
            var line = TextWords.TakeUntil(ref block, (byte)'\n').TrimEnd(" \t\r"u8);
            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? [] : line[..colon].TrimEnd((byte)' ');
            if (line is not [(byte)' ', ..] && !name.IsEmpty && !name.Contains((byte)' '))
            {
                var value = line[(colon + 1)..].TrimStart((byte)' ');
                isList = value is [(byte)'{', ..];
                to.Add(PowerShellObject.Root, name, value);
            }
            else if (line is [(byte)' ', ..])
            {
                // Lines are broken between the items of a list, and anywhere in a text.
                to.Continue(isList ? " "u8 : []);
                to.Continue(line.TrimStart((byte)' '));
            }
        }
        to.End();
    }
}

using System.Text;

namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>Names of members. They are hostile: shown, never used as a path of this machine's files.</summary>
static class ArchiveNames
{
    /// <summary>Stands between the path of an archive and the name of its member.</summary>
    public const char Separator = '!';

    /// <summary>The longest name that is shown whole; formats allow 64 KiB and more.</summary>
    const int MostChars = 512;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The name: UTF-8, otherwise each byte a character.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, 4 * MostChars)];
        var text = System.Text.Unicode.Utf8.IsValid(bytes) ? Strict.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        return text.Length <= MostChars ? text : text[..MostChars] + "...";
    }

    /// <summary>Whether a member is hidden as files of folders are: it, or a folder around it, begins with a dot, or is what macOS adds.</summary>
    public static bool IsHidden(string name) =>
        name.Split('/', '\\').Any(part => part is ['.', _, ..] and not ".." or "__MACOSX");
}

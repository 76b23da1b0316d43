using System.Text;
using Nameward.Engine;

namespace Nameward.App.Settings;

/// <summary>The bytes of a settings file as text: UTF-8, with or without a byte order mark.</summary>
static class SettingsBytes
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="asNamed">The file as a mistake names it.</param>
    /// <exception cref="UserError">It is no text.</exception>
    public static string ToText(ReadOnlySpan<byte> bytes, string asNamed)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new UserError($"{asNamed}: the text is UTF-16", null, "save it as UTF-8");
        }
        if (bytes.IndexOf((byte)0) is >= 0 and var zero)
        {
            throw new UserError($"{asNamed}: this is no text: a zero byte stands at offset {zero}", null, "name a text file, as nameward check --help shows one");
        }
        try
        {
            return Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new UserError($"{asNamed}: the text is not UTF-8, at offset {fault.Index}", null, "save it as UTF-8");
        }
    }
}

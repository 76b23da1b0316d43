using System.Text;
using Nameward.Engine;
using Nameward.Engine.Evidence;

namespace Nameward.App.Settings;

/// <summary>The bytes of a settings file as text: UTF-8, with or without a byte order mark.</summary>
static class SettingsBytes
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole of a file.</summary>
    /// <param name="option">The flag that names it.</param>
    /// <param name="path">The file.</param>
    /// <param name="asNamed">The file as a mistake names it.</param>
    /// <param name="usual">A name that such a file has.</param>
    /// <param name="help">What to do where there is none.</param>
    /// <param name="mostMebibytes">Larger files are not meant.</param>
    /// <exception cref="UserError">It cannot be read, or is no settings file.</exception>
    public static byte[] OfFile(string option, string path, string asNamed, string usual, string help, int mostMebibytes = 1)
    {
        if (Directory.Exists(path))
        {
            throw new UserError($"{asNamed}: this is a folder", null, $"name a file, as in {Path.Join(path, usual)}");
        }
        if (!File.Exists(path))
        {
            var missing = NearNames.MissingPath(path);
            throw new UserError($"{asNamed}: there is no such file", missing.Here, missing.Do is { } near ? $"{option} {near}" : help);
        }
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[(mostMebibytes << 20) + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length < bytes.Length ? bytes[..length] : throw new UserError($"{asNamed}: larger than {mostMebibytes} MiB", null, $"name a file such as {usual}; evidence is named by itself");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{asNamed}: this user may not read the file", null, "give read access to it, or copy it");
        }
    }

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

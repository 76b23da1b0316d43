using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;

namespace Nameward.Engine.Tests.Configurations;

/// <summary>Keeps statements about configuration as readable lines, and counts all records.</summary>
sealed class Statements : IBatchWriter
{
    /// <summary>One a line, without positions: kind, object, property, value.</summary>
    public List<string> All { get; } = [];

    public int Ignored { get; private set; }

    public List<string> Malformed { get; } = [];

    public static Statements Of(string format, string text) => Of(format, Encoding.UTF8.GetBytes(text));

    public static Statements Of(string format, byte[] bytes)
    {
        var statements = new Statements();
        FormatGoldenTests.Format(format).Open(Feeding.Source).Read(bytes, isLast: true, statements);
        return statements;
    }

    public void Change(in ConfigurationChange row, in ConfigurationTexts texts) =>
        All.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Kind} {Text(texts.Host)}|{Text(texts.Object)}|{Text(texts.Property)}|{Text(texts.New)}"));

    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
    }

    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
    }

    void IBatchWriter.Ignored(long offset) => Ignored++;

    void IBatchWriter.Malformed(long offset, string because) => Malformed.Add(because);

    static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}

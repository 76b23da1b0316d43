using System.Text;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

/// <summary>Lines of either log of Zeek and what is read of them.</summary>
static class ZeekLines
{
    /// <summary>What a format reads of lines, without positions and without what is ignored.</summary>
    public static string Rows(string format, string source)
    {
        var dump = Feeding.Whole(FormatGoldenTests.Format(format), Encoding.UTF8.GetBytes(source), new() { ShowsPositions = false });
        return dump.ToString().Replace("ignored\n", "", StringComparison.Ordinal);
    }

    /// <summary>A row reads the same with its fields in any order, under a header that names them so.</summary>
    public static void AssertFieldsAreFoundByName(string format, string log, string header, string row)
    {
        string[] names = header.Split('\n').First(line => line.StartsWith("#fields", StringComparison.Ordinal)).Split('\t')[1..], values = row.TrimEnd('\n').Split('\t');
        var expected = Rows(format, header + row);
        for (var seed = 0; seed < 200; seed++)
        {
            int[] order = [.. Enumerable.Range(0, names.Length)];
            new Random(seed).Shuffle(order);
            var shuffled = $"#path\t{log}\n#fields\t" + string.Join('\t', order.Select(i => names[i])) + "\n" + string.Join('\t', order.Select(i => values[i])) + "\n";
            Assert.True(expected == Rows(format, shuffled), $"seed {seed}");
        }
    }
}

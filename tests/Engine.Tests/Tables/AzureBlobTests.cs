using System.Text;
using Nameward.Engine.Tests.Envelopes;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Tables;

/// <summary>A blob of Azure's flow logs is one object around all records, on one line or on many: it gives what its records give on lines of their own.</summary>
public class AzureBlobTests
{
    static string[] Records => File.ReadAllLines(Samples.Own("samples/formats/azure-flow/records.ndjson"));

    static string Rows(string text)
    {
        var format = FormatGoldenTests.Format("azure-flow");
        return Feeding.Whole(format, LayerBytes.Whole(Encoding.UTF8.GetBytes(text)).Bytes, new RowDump { ShowsPositions = false }).ToString();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n  ")]
    public void ABlobGivesTheFlowsOfItsRecords(string between)
    {
        var blob = $"{{{between}\"records\":{between}[{between}{string.Join("," + between, Records.Select(record => record.Replace("{", "{" + between, StringComparison.Ordinal)))}{between}]{between}}}";
        Assert.Equal(Rows(string.Join('\n', Records)), Rows(blob));
    }
}

using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Names that spell addresses, and names that carry data in place of them.</summary>
public sealed class AddressDataTests
{
    const int Names = 60;

    [Theory]
    [InlineData("4.3.2.1", NameTraits.WholeAddress)]
    [InlineData("1.0.0.127", NameTraits.WholeAddress)]
    [InlineData("9.9.9.0", NameTraits.WholeAddress | NameTraits.NoHostsAddress)]
    [InlineData("251.0.0.224", NameTraits.WholeAddress | NameTraits.NoHostsAddress)]
    [InlineData("100.99.98.97", NameTraits.WholeAddress | NameTraits.TextAddress)]
    [InlineData("5.4.3.2.250.list", NameTraits.WholeAddress | NameTraits.NoHostsAddress)]
    [InlineData("3.2.1", NameTraits.None)]
    [InlineData("4.3.a.2.1", NameTraits.None)]
    [InlineData("", NameTraits.None)]
    internal void AnAddressIsReadInReverse(string labels, NameTraits expected)
    {
        var wire = Wire(labels);

        Assert.Equal(expected, AddressGrammar.TraitsOf(wire.AsSpan(0, wire.Length - 1)));
    }

    [Fact]
    public void EvenDataInPlaceOfAddressesIsCounted()
    {
        var random = new Random(5);

        Assert.Equal(Names * AddressData.BitsPerName, UpBits(_ => (int)random.NextInt64(1L << 32), Names), 0);
    }

    [Fact]
    public void TextInPlaceOfAddressesIsCounted()
    {
        const string Text = "Whatever is said in names is text here, four letters of it in each name.";

        Assert.Equal(Text.Length / 4 * AddressData.BitsPerName, UpBits(i => Text[4 * i] << 24 | Text[4 * i + 1] << 16 | Text[4 * i + 2] << 8 | Text[4 * i + 3], Text.Length / 4), 0);
    }

    [Fact]
    public void AddressesOfHostsAreNoData()
    {
        var random = new Random(5);

        Assert.Equal(0, UpBits(_ => random.Next(1, 224) << 24 | random.Next(1 << 24), Names));
    }

    [Fact]
    public void TheTestEntriesOfListsAreNoData()
    {
        var random = new Random(5);

        Assert.Equal(0, UpBits(i => i < 2 ? 0x7F000001 + i : i == 2 ? 0 : random.Next(1, 224) << 24 | random.Next(1 << 24), Names));
    }

    [Fact]
    public void ASweepThroughANetworkIsNoDataThoughItsOctetsArePrintable() => Assert.Equal(0, UpBits(i => 0x41424300 + 32 + i, Names));

    // What a client says in a zone whose names each spell an address, are asked once and get an answer of their own.
    static double UpBits(Func<int, int> address, int names)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < names; i++)
        {
            var value = (uint)address(i);
            var name = string.Create(CultureInfo.InvariantCulture, $"{value & 0xFF}.{value >> 8 & 0xFF}.{value >> 16 & 0xFF}.{value >> 24}.{ChannelTraffic.Zone}");
            ChannelTraffic.LookUp(rows, ChannelTraffic.Channel, ChannelTraffic.Relay, i, name, RecordTypes.A, 60, [198, 51, 100, (byte)i]);
        }
        return ChannelTraffic.Weigh(rows) is { Subject: Pair pair } ? pair.Measures.UpBits : 0;
    }

    static byte[] Wire(string labels)
    {
        var wire = new byte[WireName.MaxBytes];
        return labels.Length == 0 ? [0] : wire[..WireName.FromText(System.Text.Encoding.ASCII.GetBytes(labels), wire)];
    }
}

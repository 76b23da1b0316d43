using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class NetworkTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", 8, true)]
    [InlineData("10.0.0.7/8", "10.0.0.0/8", 8, false)]
    [InlineData("10.0.0.7", "10.0.0.7", 32, true)]
    [InlineData("10.0.0.7/32", "10.0.0.7", 32, true)]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", 0, true)]
    [InlineData("1.2.3.4/0", "0.0.0.0/0", 0, false)]
    [InlineData("fd00::/8", "fd00::/8", 8, true)]
    [InlineData("fd00::1/8", "fd00::/8", 8, false)]
    [InlineData("::1", "::1", 128, true)]
    [InlineData("::/0", "::/0", 0, true)]
    [InlineData("2001:db8:0:1::/64", "2001:db8:0:1::/64", 64, true)]
    [InlineData("2001:db8::8000:0:0:0/65", "2001:db8:0:0:8000::/65", 65, true)]
    public void ATextIsReadAndWrittenInItsUsualForm(string text, string usual, int length, bool isExact)
    {
        Assert.True(Network.TryParse(text, out var network, out var exact));
        Assert.Equal((usual, length, isExact), (network.ToString(), network.Length, exact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10/8")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/99999999999")]
    [InlineData("fd00::/129")]
    [InlineData("host/8")]
    public void WhatIsNoNetworkIsRefused(string text) => Assert.False(Network.TryParse(text, out _, out _));

    [Fact]
    public void AnAddressLiesInEveryPrefixOfItsOwnAndLeavesItWithABitChanged() => Prop.ForAll(Arb(), value =>
    {
        var (address, length) = value;
        var network = Network.Of(address, length);
        var most = address.IsV4 ? 32 : 128;
        Assert.True(network.Contains(address));
        for (var bit = 0; bit < most; bit++)
        {
            Assert.Equal(bit >= length, network.Contains(Flipped(address, most - 1 - bit)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TextAndNetworkSayTheSame() => Prop.ForAll(Arb(), value =>
    {
        var network = Network.Of(value.Address, value.Length);
        Assert.True(Network.TryParse(network.ToString(), out var again, out var isExact));
        Assert.Equal((network, true), (again, isExact));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void ANetworkHoldsThoseWithALongerPrefixOfTheSameBitsAndSortsBeforeThem() => Prop.ForAll(Arb(), value =>
    {
        var most = value.Address.IsV4 ? 32 : 128;
        Network outer = Network.Of(value.Address, value.Length), inner = Network.Of(value.Address, most);
        Assert.True(outer.Contains(inner));
        Assert.Equal(value.Length == most, inner.Contains(outer));
        Assert.True(outer.CompareTo(inner) <= 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void FamiliesStayApart()
    {
        Assert.False(Network.Of(new(0, 1), 1).Contains(Address.FromV4(1)));
        Assert.False(Network.Of(Address.FromV4(1), 0).Contains(new Address(0, 1)));
    }

    static Arbitrary<(Address Address, int Length)> Arb() => ArbMap.Default.ArbFor<(ulong High, ulong Low, bool IsV4, int Length)>().Convert(
        raw => (raw.IsV4 ? Address.FromV4((uint)raw.Low) : new Address(raw.High | 1UL << 63, raw.Low), (int)((uint)raw.Length % (raw.IsV4 ? 33u : 129u))),
        made => (made.Item1.High, made.Item1.Low, made.Item1.IsV4, made.Item2));

    static Address Flipped(Address address, int bit) => bit < 64 ? address with { Low = address.Low ^ 1UL << bit } : address with { High = address.High ^ 1UL << (bit - 64) };
}

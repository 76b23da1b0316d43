using System.Net;
using System.Net.Sockets;
using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class AddressTextTests
{
    [Theory]
    [InlineData("192.0.2.10", "192.0.2.10")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("2001:DB8::10", "2001:db8::10")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::c000:221")]
    [InlineData("1:2:3:4:5:6:192.0.2.33", "1:2:3:4:5:6:c000:221")]
    [InlineData("fe80::1%eth0", "fe80::1")]
    public void TheUsualTextsAreRead(string text, string expected)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(text), out var address));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:::2")]
    [InlineData("1::2::3")]
    [InlineData(":1::2")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:192.0.2.1")]
    [InlineData("::12345")]
    [InlineData("::192.0.2.1:5")]
    [InlineData("::192.0.2")]
    [InlineData("::g")]
    [InlineData("[::1]")]
    [InlineData("::1/64")]
    [InlineData("a.example")]
    public void OtherTextsAreRefused(string text) => Assert.False(Address.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void WhatTheRuntimeWritesIsReadAndWhatItRefusesIsRefused()
    {
        var random = new Random(11);
        var marks = "0123456789abcdef:::...%";
        for (var i = 0; i < 50_000; i++)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            bytes.AsSpan(random.Next(16), 1).Clear();
            bytes.AsSpan(random.Next(8), random.Next(9)).Clear();
            var text = new StringBuilder(new IPAddress(bytes).ToString());
            Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(text.ToString()), out var address));
            Assert.Equal(Address.FromBytes(bytes), address);
            text[random.Next(text.Length)] = marks[random.Next(marks.Length)];
            var isRead = Address.TryParse(Encoding.ASCII.GetBytes(text.ToString()), out address) && text.ToString().Contains(':', StringComparison.Ordinal);
            if (isRead)
            {
                Assert.True(IPAddress.TryParse(text.ToString(), out var expected) && expected.AddressFamily == AddressFamily.InterNetworkV6, text.ToString());
                Assert.Equal(Address.FromBytes(expected.GetAddressBytes()), address);
            }
        }
    }
}

using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class TimestampsTests
{
    [Fact]
    public void TimesOfTheUsualShapeAreReadAsThoseOfAnyOther()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = Encoding.ASCII.GetBytes($"{random.NextInt64(10_000_000_000):D10}.{random.Next(1_000_000):D6}");
            if (random.Next(2) == 0)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
            }
            // One more digit takes the other way, and is of no weight.
            var isRead = Timestamps.TryParse(text, out var time);
            Assert.True(isRead == Timestamps.TryParse([.. text, (byte)'0'], out var longer) && time == longer, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("1763683200.123456", "2025-11-21T00:00:00.1234560")]
    [InlineData("1763683200", "2025-11-21T00:00:00.0000000")]
    [InlineData("629503200.0", "1989-12-12T22:00:00.0000000")]
    [InlineData("0.000000", "1970-01-01T00:00:00.0000000")]
    [InlineData("1588205199.82437", "2020-04-30T00:06:39.8243700")]
    [InlineData("1763683200.123456789", "2025-11-21T00:00:00.1234567")]
    [InlineData("1763683200123", "2025-11-21T00:00:00.1230000")]
    [InlineData("1763683200123.4567", "2025-11-21T00:00:00.1234567")]
    [InlineData("1763683200123456", "2025-11-21T00:00:00.1234560")]
    [InlineData("1763683200123456789", "2025-11-21T00:00:00.1234567")]
    [InlineData("9999999999.9999999", "2286-11-20T17:46:39.9999999")]
    [InlineData("2018-03-24T17:15:20.865716Z", "2018-03-24T17:15:20.8657160")]
    [InlineData("2018-03-24 17:15:20", "2018-03-24T17:15:20.0000000")]
    [InlineData("2018-03-24T17:15:20.5+02:30", "2018-03-24T14:45:20.5000000")]
    [InlineData("2018-03-24T17:15:20-0800", "2018-03-25T01:15:20.0000000")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000")]
    [InlineData("2024-02-29T24:00:00Z", "2024-03-01T00:00:00.0000000")]
    public void TimesAreReadExactly(string text, string expected)
    {
        Assert.True(Timestamps.TryParse(Encoding.ASCII.GetBytes(text), out var time));
        Assert.Equal(expected, time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, time.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("-1763683200")]
    [InlineData("1763683200.")]
    [InlineData("1763683200.12x")]
    [InlineData("17636832001")]
    [InlineData("17636832001234567890")]
    [InlineData("1.763683200e9")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2023-13-01T00:00:00Z")]
    [InlineData("2023-01-01T25:00:00Z")]
    [InlineData("2023-01-01T00:60:00Z")]
    [InlineData("2023-01-01T00:00:00+99:00")]
    [InlineData("2023-01-01T00:00:00.Z")]
    [InlineData("2023-01-01T0x:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T24:00:00Z")]
    [InlineData("2023-01-01T00:00")]
    public void WhatIsNoTimeIsRefused(string text) => Assert.False(Timestamps.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void EveryMicrosecondComesBack()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var ticks = random.NextInt64(9_999_999_999_999_999) * 10;
            var text = string.Create(CultureInfo.InvariantCulture, $"{ticks / 10_000_000}.{ticks % 10_000_000 / 10:D6}");
            Assert.True(Timestamps.TryParse(Encoding.ASCII.GetBytes(text), out var time));
            Assert.Equal(DateTime.UnixEpoch.AddTicks(ticks), time);
        }
    }
}

using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Generating;

/// <summary>Keeps what every form of made-up traffic tells: each response, its question, and the data and times to live of its answers.</summary>
sealed class TrafficSink : IObservationSink
{
    public List<string> Responses { get; } = [];

    public void Take(IObservationBatch batch)
    {
        foreach (var message in batch.Messages)
        {
            if ((message.Sides & Sides.Response) != 0)
            {
                Responses.Add(TextOf(message, batch));
            }
        }
    }

    static string TextOf(in DnsMessage message, IObservationBatch batch)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{message.Client.Address} {message.Server.Address} {WireName.ToText(batch.Bytes(message.Name))} {message.Type} {message.Rcode}");
        foreach (var record in new ResourceRecords(batch.Bytes(message.Answers)))
        {
            if (record.Section == Section.Answer)
            {
                text.Append(CultureInfo.InvariantCulture, $" {record.Ttl} {Convert.ToHexString(record.Data)}");
            }
        }
        return text.ToString();
    }
}

using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class ProcessNameTests
{
    [Fact]
    public void Name_has_hexadecimal_addresses_and_port()
    {
        ProcessName name = new(0, 0x0a4d0001, 0xb3a3);

        Assert.Equal("@00000000:0a4d0001:b3a3", name.Text);
        Assert.Equal(ProcessName.TextLength, name.Text.Length);
        Assert.Equal("@c0a80001:7f000001:0050", new ProcessName(0xc0a80001, 0x7f000001, 80).ToString());
    }

    [Fact]
    public void Name_reads_back_what_it_writes()
    {
        ProcessName name = new(0xfedcba98, 0x01234567, 65535);

        Assert.True(ProcessName.TryParse(name.Text, out ProcessName? read));
        Assert.Equal(name, read);
        Assert.Equal((0xfedcba98u, 0x01234567u, 65535), (read.PublicIp, read.InternalIp, read.TcpPort));
        Assert.Equal(name.GetHashCode(), read.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("00000000:0a4d0001:b3a3")]
    [InlineData("@00000000:0a4d0001:b3a")]
    [InlineData("@00000000:0a4d0001:b3a30")]
    [InlineData("@00000000:0A4D0001:b3a3")]
    [InlineData("@00000000:0a4d0001:B3A3")]
    [InlineData("@0000000g:0a4d0001:b3a3")]
    [InlineData("@00000000:0a4d000-:b3a3")]
    [InlineData("@00000000:0a4d0001:+3a3")]
    [InlineData("@00000000:0a4d0001: 3a3")]
    [InlineData("@00000000:0a4d0001:0000")]
    [InlineData("@00000000;0a4d0001:b3a3")]
    [InlineData("@00000000:0a4d0001;b3a3")]
    [InlineData("@0000000:00a4d0001:b3a3")]
    [InlineData("@００００００００:0a4d0001:b3a3")]
    public void D1_11_Malformed_process_name_is_refused(string text)
    {
        Assert.False(ProcessName.TryParse(text, out ProcessName? name));
        Assert.Null(name);
        Assert.Throws<ArgumentException>(() => ProcessName.Parse(text));
    }

    [Fact]
    public void Order_is_the_byte_order_of_the_text()
    {
        Random random = new(20240607);
        for (int i = 0; i < 2000; i++)
        {
            ProcessName a = Next(random), b = Next(random);

            Assert.Equal(Math.Sign(string.CompareOrdinal(a.Text, b.Text)), Math.Sign(a.CompareTo(b)));
            Assert.Equal(
                Math.Sign((a.PublicIp, a.InternalIp, a.TcpPort).CompareTo((b.PublicIp, b.InternalIp, b.TcpPort))),
                Math.Sign(a.CompareTo(b)));
        }

        static ProcessName Next(Random random) =>
            new((uint)random.Next(2), (uint)random.NextInt64(1L << 32), random.Next(1, 65536));
    }

    [Fact]
    public void Lower_name_is_the_client()
    {
        ProcessName low = ProcessName.Parse("@00000000:0a4d0001:b3a3"), high = ProcessName.Parse("@00000000:0a4d0002:0001");

        Assert.True(low.IsClientOf(high));
        Assert.False(high.IsClientOf(low));
        Assert.False(low.IsClientOf(low));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void Port_out_of_range_is_refused(int port) => Assert.Throws<ArgumentOutOfRangeException>(() => new ProcessName(0, 1, port));
}

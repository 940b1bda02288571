#include "format/zip.h"
struct zip *zip_open(struct source *s, struct arena *a, struct fail *f){(void)s;(void)a;(void)f;return 0;}
size_t zip_count(const struct zip *z){(void)z;return 0;}
const struct zip_entry *zip_at(const struct zip *z, size_t i){(void)z;(void)i;return 0;}
const struct zip_entry *zip_find(const struct zip *z, const char *n){(void)z;(void)n;return 0;}
struct zip_stream *zip_stream_open(struct zip *z,const struct zip_entry*e,struct arena*a,struct fail*f){(void)z;(void)e;(void)a;(void)f;return 0;}
int zip_stream_read(struct zip_stream*s,void*t,size_t l,size_t*g,struct fail*f){(void)s;(void)t;(void)l;(void)g;(void)f;return -1;}
void zip_stream_close(struct zip_stream*s){(void)s;}
struct zip_out *zip_out_new(int fd,struct arena*a){(void)fd;(void)a;return 0;}
int zip_out_begin(struct zip_out*o,struct bytes n,bool st,struct fail*f){(void)o;(void)n;(void)st;(void)f;return -1;}
int zip_out_write(struct zip_out*o,struct bytes n,struct fail*f){(void)o;(void)n;(void)f;return -1;}
int zip_out_end(struct zip_out*o,struct fail*f){(void)o;(void)f;return -1;}
int zip_out_finish(struct zip_out*o,struct fail*f){(void)o;(void)f;return -1;}
void zip_out_close(struct zip_out*o){(void)o;}
